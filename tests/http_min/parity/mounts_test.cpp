// SPEC.md "Mounts": an app below a path of another.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

TEST_CASE("a mounted app sees the path below its own, and knows where it stands") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/sub/hello").body == R"({"message":"sub","root_path":"/sub"})");
        CHECK(app.get("/sub/square/7").body == R"({"square":49})");
        CHECK(app.get("/sub/nothing").status == 404);
    });
}

TEST_CASE("a mounted app answers its own errors") {
    over_each_transport([](transport& app) {
        const answer a = app.get("/sub/square/x");
        CHECK(a.status == 400);
        CHECK(a.body == "invalid input");
    });
}

TEST_CASE("the files of a directory, with their types, tags and ranges") {
    over_each_transport([](transport& app) {
        const answer a = app.get("/static/hello.txt");
        CHECK(a.status == 200);
        CHECK(a.header("content-type") == "text/plain; charset=utf-8");
        CHECK(a.header("accept-ranges") == "bytes");
        const std::string tag = "If-None-Match: W/\"x\", " + std::string(a.header("etag")) + "\r\n";
        CHECK(app.get("/static/hello.txt", tag).status == 304);
        const answer part = app.get("/static/hello.txt", "Range: bytes=1-3\r\n");
        CHECK(part.status == 206);
        CHECK(part.body == a.body.substr(1, 3));
        CHECK(app.get("/static/hello.txt", "Range: bytes=99999-\r\n").status == 416);
        CHECK(app.get("/static/with%20space.txt").status == 200);
        CHECK(app.get("/static/data.json").header("content-type") == "application/json");
        CHECK(app.get("/static/blob.bin").header("content-type") == "application/octet-stream");
        CHECK(app.send("POST", "/static/hello.txt").status == 405);
    });
}

TEST_CASE("there is no way out of the directory") {
    over_each_transport([](transport& app) {
        for (const char* path :
             {"/static/", "/static/none.txt", "/static/../main.cpp", "/static/%2e%2e/main.cpp",
              "/static/..%2fmain.cpp", "/static/%5c..%5cmain.cpp", "/static//etc/passwd", "/static/a%00b"}) {
            const int status = app.get(path).status;
            CHECK((status == 404 || status == 400 || status == 403));
        }
    });
}

TEST_CASE("in html mode a directory is its index, and what is missing its own page") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/site").status == 307);
        CHECK(app.get("/site/").header("content-type") == "text/html; charset=utf-8");
        CHECK(app.get("/site/sub").status == 307);
        CHECK(app.get("/site/sub/").status == 200);
        const answer missing = app.get("/site/none");
        CHECK(missing.status == 404);
        CHECK(missing.header("content-type") == "text/html; charset=utf-8");
    });
}
