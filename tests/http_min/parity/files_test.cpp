// SPEC.md R27, R28: conditions, ranges, and what is in the directory.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

namespace {

constexpr const char* hello = "/static/hello.txt";  // "Hello, static world!\n"

std::string line(std::string_view name, std::string_view value) {
    return std::string(name) + ": " + std::string(value) + "\r\n";
}

// What was called in process has no length: that is the connection's to say.
bool was_sent(const answer& a) { return a.how_many("date") == 1; }

}  // namespace

TEST_CASE("a file is told apart by its tag, in a list, weak, or whatever it is") {
    over_each_transport([](transport& app) {
        const std::string tag(app.get(hello).header("etag"));
        CHECK(tag.front() == '"');
        for (const std::string& match : {tag, "W/" + tag, "\"a,b\" , W/\"c\"," + tag, std::string("*")})
            CHECK(app.get(hello, line("If-None-Match", match)).status == 304);
        for (const std::string& other :
             {std::string("\"x\""), tag.substr(1, tag.size() - 2), std::string("W/*x")})
            CHECK(app.get(hello, line("If-None-Match", other)).status == 200);
        const answer same = app.send("HEAD", hello, line("If-None-Match", tag));
        CHECK(same.status == 304);
        CHECK(same.header("etag") == tag);
        CHECK(same.body.empty());
    });
}

TEST_CASE("a date counts where no tag is given") {
    over_each_transport([](transport& app) {
        const std::string changed(app.get(hello).header("last-modified"));
        const std::string before = line("If-Modified-Since", "Mon, 01 Jan 2001 00:00:00 GMT");
        CHECK(app.get(hello, line("If-Modified-Since", changed)).status == 304);
        CHECK(app.get(hello, line("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")).status == 304);
        CHECK(app.get(hello, before).status == 200);
        CHECK(app.get(hello, line("If-Modified-Since", "yesterday")).status == 200);
        CHECK(app.get(hello, line("If-None-Match", "\"x\"") + line("If-Modified-Since", changed)).status ==
              200);
        CHECK(app.get(hello, line("If-None-Match", "*") + before).status == 304);
    });
}

TEST_CASE("one range is a part, what is no range or several is the whole") {
    over_each_transport([](transport& app) {
        const std::string whole = app.get(hello).body;
        for (const auto& [range, from, to] : {std::tuple("bytes=0-4", 0, 4),
                                              {"bytes=5-", 5, 20},
                                              {"bytes=-3", 18, 20},
                                              {"bytes=-999", 0, 20},
                                              {"bytes=20-99999999999999999999999", 20, 20}}) {
            const answer part = app.get(hello, line("Range", range));
            CHECK(part.status == 206);
            CHECK(part.header("content-range") ==
                  "bytes " + std::to_string(from) + "-" + std::to_string(to) + "/21");
            CHECK(part.body ==
                  whole.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from + 1)));
            CHECK((!was_sent(part) || part.header("content-length") == std::to_string(part.body.size())));
        }
        for (const char* none :
             {"bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "lines=0-1", "0-4", "bytes=0-1,4-5"})
            CHECK(app.get(hello, line("Range", none)).body == whole);
        for (const char* behind : {"bytes=21-", "bytes=99999999999999999999999-", "bytes=21-22"}) {
            const answer refused = app.get(hello, line("Range", behind));
            CHECK(refused.status == 416);
            CHECK(refused.header("content-range") == "bytes */21");
        }
        CHECK(app.get("/static/empty.txt", line("Range", "bytes=0-")).header("content-range") == "bytes */0");
    });
}

TEST_CASE("a range is only for the file that the client knows") {
    over_each_transport([](transport& app) {
        const answer whole = app.get(hello);
        const auto status_if = [&](std::string_view condition) {
            return app.get(hello, "Range: bytes=0-1\r\n" + line("If-Range", condition)).status;
        };
        CHECK(status_if(whole.header("etag")) == 206);
        CHECK(status_if(whole.header("last-modified")) == 206);
        CHECK(status_if("W/" + std::string(whole.header("etag"))) == 200);
        CHECK(status_if("\"another\"") == 200);
        CHECK(status_if("Mon, 01 Jan 2001 00:00:00 GMT") == 200);
        CHECK(app.get(hello, "Range: bytes=99-\r\nIf-Range: \"another\"\r\n").status == 200);
        CHECK(app.get(hello, "Range: bytes=0-1\r\nIf-None-Match: *\r\n").status == 304);
        CHECK(app.get("/site/none", "Range: bytes=0-1\r\nIf-None-Match: *\r\n").status == 404);
    });
}

TEST_CASE("a HEAD of a file has its length and not its bytes") {
    over_each_transport([](transport& app) {
        const answer head = app.send("HEAD", hello);
        CHECK(head.status == 200);
        CHECK((!was_sent(head) || head.header("content-length") == "21"));
        CHECK(app.send("HEAD", "/site/sub").status == 307);
        CHECK(app.send("HEAD", "/static/none").status == 404);
    });
    if (transport* const far = over_a_socket()) CHECK(far->send("HEAD", hello).body.empty());
}

TEST_CASE("nothing but GET and HEAD is for files, also where none is") {
    over_each_transport([](transport& app) {
        for (const char* path : {hello, "/static/none", "/site/", "/site/none"}) {
            const answer a = app.send("DELETE", path);
            CHECK(a.status == 405);
            CHECK(a.header("allow") == "GET, HEAD");
        }
        CHECK(app.send("POST", "/static").status == 307);
    });
}

TEST_CASE("hostile paths are not found, however they are spelled") {
    over_each_transport([](transport& app) {
        const std::string deep = "/static/" + std::string(2000, 'a') + "/" + std::string(300, 'b');
        for (const std::string& path :
             {std::string("/static/../SPEC.md"), std::string("/static/%2e%2e/SPEC.md"),
              std::string("/static/..%2fSPEC.md"), std::string("/static/sub/..%2f..%2fSPEC.md"),
              std::string("/static/%252e%252e/SPEC.md"), std::string("/static/..%5cSPEC.md"),
              std::string("/static/%c0%ae%c0%ae/SPEC.md"), std::string("/static//etc/passwd"),
              std::string("/static/%2fetc/passwd"), std::string("/static/hello.txt%00"),
              std::string("/static/hello.txt/"), std::string("/site/%00"), std::string("/site/../main.cpp"),
              deep}) {
            const int status = app.get(path).status;
            CHECK((status == 404 || status == 400 || status == 403));
        }
        CHECK(app.get("/static/%68ello%2Etxt").status == 200);
        CHECK(app.get("/static/HELLO.TXT").status == 404);
    });
}
