// response_writer_test.cpp -- responses as bytes, and the rules between a response and its request.
#include <http_min/wire/body_decoder.hpp>
#include <http_min/wire/response_writer.hpp>
#include <http_min/wire/status.hpp>
#include <stdexcept>

#include "support/catch.hpp"

using namespace http_min::wire;

namespace {

constexpr std::string_view date = "Sun, 06 Nov 1994 08:49:37 GMT";

reply_rules rules(http_version version, bool head_request, bool keep_alive) {
    reply_rules all;
    all.version = version;
    all.head_request = head_request;
    all.keep_alive = keep_alive;
    return all;
}

const reply_rules modern = rules(http_version::http_1_1, false, true);
const reply_rules old = rules(http_version::http_1_0, false, false);

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string written(int status, std::string_view body, const reply_rules& question) {
    response_head response;
    response.status = status;
    std::string out;
    append_response(out, response, body, question, date);
    return out;
}

}  // namespace

TEST_CASE("a whole response, to the byte") {
    response_head response;
    response.headers.add("content-type", "application/json");
    std::string out = "before";
    CHECK(append_response(out, response, R"({"a":1})", modern, date));
    CHECK(out ==
          "beforeHTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 7\r\n"
          "date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n{\"a\":1}");
}

TEST_CASE("every registered status has its phrase, another one has none") {
    CHECK(written(404, "", modern).substr(0, 24) == "HTTP/1.1 404 Not Found\r\n");
    CHECK(written(599, "", modern).substr(0, 15) == "HTTP/1.1 599 \r\n");
    CHECK(reason_phrase(422) == "Unprocessable Content");
}

TEST_CASE("a status that is none is refused before anything is written") {
    response_head response;
    std::string out;
    for (const int status : {0, 99, 100, 103, 199, 600, -200}) {
        response.status = status;
        CHECK_THROWS_AS(append_response(out, response, "", modern, date), std::invalid_argument);
    }
    CHECK(out.empty());
}

TEST_CASE("HEAD gets the head of GET and no body") {
    const auto get = written(200, "hello", modern);
    const auto head = written(200, "hello", rules(http_version::http_1_1, true, true));
    CHECK(get == head + "hello");
}

TEST_CASE("204 and 304 have no body and no length") {
    for (const int status : {204, 304}) {
        const auto text = written(status, "hello", modern);
        CHECK(!has(text, "content-length"));
        CHECK(!has(text, "hello"));
        CHECK(has(text, "date: "));
    }
}

TEST_CASE("an empty body has length 0") { CHECK(has(written(200, "", modern), "content-length: 0\r\n")); }

TEST_CASE("the connection field says what the peer cannot know by itself") {
    CHECK(!has(written(200, "", modern), "connection:"));
    CHECK(has(written(200, "", rules(http_version::http_1_1, false, false)), "connection: close\r\n"));
    CHECK(has(written(200, "", old), "connection: close\r\n"));
    CHECK(has(written(200, "", rules(http_version::http_1_0, false, true)), "connection: keep-alive\r\n"));
}

TEST_CASE("a handler may close the connection, and may bring its own date") {
    response_head response;
    response.headers.add("Connection", "close");
    response.headers.add("Date", "then");
    std::string out;
    CHECK(!append_response(out, response, "", modern, date));
    CHECK(!has(out, "connection: close"));
    CHECK(!has(out, "date: "));
}

TEST_CASE("a streamed body is chunked for HTTP/1.1 and ends by the close for HTTP/1.0") {
    std::string out;
    const auto now = append_head(out, {}, std::nullopt, modern, date);
    CHECK((now.chunked && now.has_body && now.keep_alive));
    CHECK(has(out, "transfer-encoding: chunked\r\n"));
    CHECK(!has(out, "content-length"));
    out.clear();
    const auto then = append_head(out, {}, std::nullopt, rules(http_version::http_1_0, false, true), date);
    CHECK((!then.chunked && then.has_body && !then.keep_alive));
    CHECK(!has(out, "transfer-encoding"));
    CHECK(has(out, "connection: close\r\n"));
    out.clear();
    const auto head = append_head(out, {}, std::nullopt, rules(http_version::http_1_1, true, true), date);
    CHECK((!head.has_body && head.keep_alive));
    CHECK(!has(out, "transfer-encoding"));
}

TEST_CASE("chunks that are written can be read") {
    std::string out;
    append_chunk(out, "hello ");
    append_chunk(out, "");
    append_chunk(out, std::string(300, 'x'));
    append_last_chunk(out);
    body_decoder decoder{{body_framing::kind::chunked, 0}};
    std::string body;
    CHECK(decoder.feed(out, body) == parse_result{outcome::complete, out.size(), {}});
    CHECK(body == "hello " + std::string(300, 'x'));
}

TEST_CASE("a refusal says why, in plain text, and closes") {
    std::string out;
    append_refusal(out, {400, "There is more than one Host field."}, date);
    CHECK(out.substr(0, 26) == "HTTP/1.1 400 Bad Request\r\n");
    CHECK(has(out, "content-type: text/plain; charset=utf-8\r\n"));
    CHECK(has(out, "connection: close\r\n"));
    CHECK(has(out, "\r\n\r\nThere is more than one Host field."));
}

TEST_CASE("a buffer that has grown is not grown again") {
    response_head response;
    std::string out;
    append_response(out, response, "hello", modern, date);
    const auto* place = out.data();
    const auto size = out.capacity();
    out.clear();
    append_response(out, response, "hello", modern, date);
    CHECK(out.data() == place);
    CHECK(out.capacity() == size);
}
