// SPEC.md R1, R2: what goes over one connection, byte for byte. Only over sockets.
#include "raw_client.hpp"
#include "server_process.hpp"
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

namespace {

std::string get(std::string_view target, std::string_view more = {}) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" + std::string(more) + "\r\n";
}
std::string last(std::string_view target) { return get(target, "Connection: close\r\n"); }

std::string post_raw(std::string_view headers, std::string_view body) {
    return "POST /raw HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + std::string(headers) + "\r\n" +
           std::string(body);
}

// The status lines and bodies of answers that came one after the other: "200 {...}".
std::vector<std::string> answers_in(std::string_view text) {
    std::vector<std::string> all;
    while (!text.empty()) {
        const std::size_t end = text.find("\r\n\r\n");
        if (end == text.npos) return all.push_back("half an answer: " + std::string(text)), all;
        const std::string_view head = text.substr(0, end + 2);
        text.remove_prefix(end + 4);
        const std::size_t length = head.find("content-length: ");
        const std::size_t size = length == head.npos ? 0 : std::stoul(std::string(head.substr(length + 16)));
        all.push_back(std::string(head.substr(9, 3)) + " " + std::string(text.substr(0, size)));
        text.remove_prefix(std::min(size, text.size()));
    }
    return all;
}

using list = std::vector<std::string>;

int status_of(std::string_view text) {
    return text.size() > 12 ? std::stoi(std::string(text.substr(9, 3))) : 0;
}

bool closes(std::string_view text) { return text.find("connection: close\r\n") != text.npos; }

}  // namespace

TEST_CASE("answers come in the order of the requests, however long each takes") {
    if (server_process* const server = a_server()) {
        const std::string came =
            server->exchange(get("/sleep/async?ms=50") + get("/sleep/sync?ms=20") + get("/response/none204") +
                             get("/errors/crash") + last("/ping") + get("/pid"));
        CHECK(answers_in(came) == list{"200 {\"slept\":50}", "200 {\"slept\":20}", "204 ",
                                       "500 Internal Server Error", "200 {\"pong\":true}"});
    }
}

TEST_CASE("a body that no handler reads never becomes the next request") {
    if (server_process* const server = a_server()) {
        const std::string smuggled = get("/people/me");
        const std::string length = "Content-Length: " + std::to_string(smuggled.size()) + "\r\n";
        for (const char* target :
             {"/ping", "/none", "/session/logout", "/static/hello.txt", "/stream/sync"}) {
            const std::string whole =
                "POST " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" + length + "\r\n" + smuggled;
            CHECK(server->exchange(whole + last("/ping")).find("user_id") == std::string::npos);
        }
        const std::string chunked =
            "GET /ping HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nGET /\r\n0\r\n\r\n";
        CHECK(answers_in(server->exchange(chunked + last("/ping"))) == list(2, "200 {\"pong\":true}"));
    }
}

TEST_CASE("HTTP/1.0 closes unless it is asked not to, and is never sent chunks") {
    if (server_process* const server = a_server()) {
        CHECK(closes(server->exchange("GET /ping HTTP/1.0\r\n\r\n")));
        const std::string two =
            "GET /ping HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /ping HTTP/1.0\r\n\r\n";
        CHECK(answers_in(server->exchange(two)).size() == 2);
        const std::string stream =
            server->exchange("GET /stream/numbers?n=2 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        CHECK(stream.substr(stream.find("\r\n\r\n")) == "\r\n\r\n0\n1\n");
        CHECK(stream.find("transfer-encoding") == std::string::npos);
    }
}

TEST_CASE("chunks come in any pieces, with extensions and trailers") {
    if (server_process* const server = a_server()) {
        const std::string text =
            post_raw("Transfer-Encoding: Chunked\r\n",
                     "03;ext=\"a;b\"\r\nabc\r\nA;x\r\n0123456789\r\n00\r\nTrailer: x\r\nX-Y: z\r\n\r\n");
        CHECK(answers_in(server->exchange(text)) ==
              list{R"(200 {"bytes":13,"sum":819,"content_type":null})"});
        raw_client slow(*server);
        slow.say_byte_by_byte(text);
        CHECK(answers_in(slow.hear_all()) == list{R"(200 {"bytes":13,"sum":819,"content_type":null})"});
    }
}

TEST_CASE("chunks that are none end the connection") {
    if (server_process* const server = a_server()) {
        for (const char* body :
             {"zz\r\nabc\r\n0\r\n\r\n", "-3\r\nabc\r\n0\r\n\r\n", "0x3\r\nabc\r\n0\r\n\r\n",
              "\r\nabc\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n", "3\nabc\n0\n\n", "3 \r\nabc\r\n0\r\n\r\n",
              "5 5\r\nabcde\r\n0\r\n\r\n", "10000000000000003\r\nabc\r\n0\r\n\r\n",
              "3;a\nb\r\nabc\r\n0\r\n\r\n", "3\r\nabc\r\n0\r\nno trailer\r\n\r\n"}) {
            const std::string came =
                server->exchange("POST /raw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" +
                                 std::string(body) + last("/ping"));
            CHECK((came.empty() || (status_of(came) / 100 == 4 && closes(came))));
            CHECK(came.find("pong") == std::string::npos);
        }
    }
}

TEST_CASE("a client that asks before it sends is told to go on, where somebody wants the body") {
    if (server_process* const server = a_server()) {
        raw_client polite(*server);
        polite.say(post_raw("Expect: 100-Continue\r\nContent-Length: 3\r\n", ""));
        CHECK(polite.hear_up_to("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
        polite.say("abc");
        CHECK(answers_in(polite.hear_all()) == list{R"(200 {"bytes":3,"sum":294,"content_type":null})"});
        CHECK(answers_in(server->exchange(post_raw("Expect: 100-continue\r\nContent-Length: 3\r\n", "abc")))
                  .size() == 1);
        CHECK(server->exchange(last("/ping")).find("100 Continue") == std::string::npos);
    }
}

TEST_CASE("a client that asks to send what nobody wants gets its answer at once") {
    if (server_process* const server = a_server()) {
        for (const auto& [line, status] :
             {std::pair("POST /none", 404), {"PUT /ping", 405}, {"POST /ping/", 307}}) {
            raw_client polite(*server);
            polite.say(std::string(line) +
                       " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            const std::string came = polite.hear_all();
            CHECK(status_of(came) == status);
            CHECK(closes(came));
        }
        CHECK(status_of(server->exchange(
                  post_raw("Expect: 100-continue\r\nContent-Length: 99999999999\r\n", ""))) == 413);
        CHECK(status_of(server->exchange(post_raw("Expect: a miracle\r\nContent-Length: 3\r\n", ""))) == 417);
    }
}

TEST_CASE("a malformed head is a 400, and the connection closes") {
    if (server_process* const server = a_server()) {
        for (const std::string head :
             {"GET\r\n\r\n", "GET /ping\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n",
              "GET  /ping HTTP/1.1\r\nHost: x\r\n\r\n", "GET /pi ng HTTP/1.1\r\nHost: x\r\n\r\n",
              "G@T /ping HTTP/1.1\r\nHost: x\r\n\r\n", "GET ping HTTP/1.1\r\nHost: x\r\n\r\n",
              "GET /p\x01 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /ping HTTP/1.1x\r\nHost: x\r\n\r\n",
              "GET /ping HTTP/1.1\r\n\r\n", "GET /ping HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
              "GET /ping HTTP/1.1\r\nHost: a b\r\n\r\n", "GET /ping HTTP/1.1\nHost: x\n\n",
              "GET /ping HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n",
              "GET /ping HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n", "GET /ping HTTP/1.1\r\nHost : x\r\n\r\n",
              "GET /ping HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
              "GET /ping HTTP/1.1\r\nHost: x\r\n: no name\r\n\r\n"}) {
            const std::string came = server->exchange(head + get("/ping"));
            CHECK(status_of(came) == 400);
            CHECK(closes(came));
            CHECK(came.find("pong") == std::string::npos);
            CHECK(came.find("date: ") != std::string::npos);
        }
    }
}

TEST_CASE("a length that is not only digits, or contradicts another, is a 400") {
    if (server_process* const server = a_server()) {
        for (const char* headers :
             {"Content-Length: x\r\n", "Content-Length: +3\r\n", "Content-Length: -1\r\n",
              "Content-Length: 3.0\r\n", "Content-Length: 0x3\r\n", "Content-Length:\r\n",
              "Content-Length: 1 2\r\n", "Content-Length: 3, 4\r\n",
              "Content-Length: 3\r\nContent-Length: 4\r\n", "Content-Length: 18446744073709551619\r\n",
              "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
              "Transfer-Encoding: chunked, chunked\r\n",
              "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"}) {
            const std::string came = server->exchange(post_raw(headers, "abc"));
            CHECK(status_of(came) == 400);
            CHECK(closes(came));
        }
    }
}

TEST_CASE("a long value is read, a head beyond all measure refused") {
    if (server_process* const server = a_server()) {
        const std::string eight_kib(8192, 'a');
        const std::string came =
            server->exchange(get("/headers", "User-Agent: " + eight_kib + "\r\nConnection: close\r\n"));
        CHECK(came.find('"' + eight_kib + '"') != std::string::npos);
        std::string many;
        for (int i = 0; i < 17; ++i) many += "X" + std::to_string(i) + ": " + eight_kib + "\r\n";
        CHECK(status_of(server->exchange(get("/ping", many))) / 100 == 4);
        CHECK(status_of(server->exchange(get("/ping", "X: " + std::string(200'000, 'a') + "\r\n"))) / 100 ==
              4);
        CHECK(status_of(server->exchange(last("/people/" + std::string(7000, 'a')))) == 200);
        CHECK(status_of(server->exchange(last("/people/" + std::string(200'000, 'a')))) == 414);
    }
}

TEST_CASE("empty lines before a request are skipped, and a URL may stand for the path") {
    if (server_process* const server = a_server()) {
        CHECK(answers_in(server->exchange("\r\n\r\n" + last("/ping"))) == list{"200 {\"pong\":true}"});
        CHECK(answers_in(server->exchange(last("http://other.example/ping?x=1"))) ==
              list{"200 {\"pong\":true}"});
    }
}

TEST_CASE("a client may say that it says no more, and is answered") {
    if (server_process* const server = a_server()) {
        raw_client half(*server);
        half.say(get("/sleep/async?ms=50") + get("/stream/numbers?n=2"));
        half.say_no_more();
        const std::string came = half.hear_all();
        CHECK(came.find("{\"slept\":50}") != std::string::npos);
        CHECK(came.find("\r\n0\r\n\r\n") != std::string::npos);
    }
}

TEST_CASE("every answer has the phrase of its status, its date, and a length or chunks or neither") {
    if (server_process* const server = a_server()) {
        for (const auto& [target, line] : {std::pair("/ping", "200 OK"),
                                           {"/response/none204", "204 No Content"},
                                           {"/response/redirect303", "303 See Other"},
                                           {"/errors/no-content", "304 Not Modified"},
                                           {"/ping/", "307 Temporary Redirect"},
                                           {"/errors/object", "400 Bad Request"},
                                           {"/session/me", "401 Unauthorized"},
                                           {"/errors/default-detail", "403 Forbidden"},
                                           {"/none", "404 Not Found"},
                                           {"/items", "405 Method Not Allowed"},
                                           {"/errors/http", "409 Conflict"},
                                           {"/deps/yield-error/phrase", "410 Gone"},
                                           {"/typed/int/x", "422 Unprocessable Content"},
                                           {"/errors/crash", "500 Internal Server Error"},
                                           {"/stream/sync", "200 OK"}}) {
            const std::string came = server->exchange(last(target));
            CHECK(came.substr(0, came.find("\r\n")) == "HTTP/1.1 " + std::string(line));
            CHECK(came.find("\r\ndate: ") != std::string::npos);
            const bool has_length = came.find("\r\ncontent-length: ") != std::string::npos;
            const bool is_chunked = came.find("\r\ntransfer-encoding: chunked\r\n") != std::string::npos;
            const bool has_no_body =
                line == std::string_view("204 No Content") || line == std::string_view("304 Not Modified");
            CHECK(has_length + is_chunked == (has_no_body ? 0 : 1));
        }
    }
}
