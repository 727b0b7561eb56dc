// static_files and file_response: types, conditions, ranges, and no way out of the directory.
#include <unistd.h>
#include <http_min/app/file_response.hpp>
#include <http_min/app/static_files.hpp>
#include <http_min/testing/test_client.hpp>

#include <filesystem>
#include <fstream>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace http_min;

namespace {

// A directory of files, mounted twice, with a secret beside it.
struct site {
    temporary_folder folder;
    app api;

    static void write(const std::string& path, std::string_view bytes) { std::ofstream(path) << bytes; }

    site() {
        const std::string public_files = folder / "public";
        std::filesystem::create_directories(public_files + "/sub/deep");
        write(folder / "secret.txt", "secret");
        write(public_files + "/hello.txt", "hello, static world\n");
        write(public_files + "/with space.txt", "space");
        write(public_files + "/page.html", "<p>");
        write(public_files + "/data.json", "{}");
        write(public_files + "/blob.unknown", "?");
        write(public_files + "/empty.txt", "");
        write(public_files + "/index.html", "<h1>index</h1>");
        write(public_files + "/404.html", "<h1>not here</h1>");
        write(public_files + "/sub/index.html", "<h1>sub</h1>");
        write(public_files + "/large.bin", std::string(200'000, 'x') + "end");
        std::filesystem::create_symlink("../secret.txt", public_files + "/link.txt");
        std::filesystem::create_symlink("hello.txt", public_files + "/inner_link.txt");
        std::filesystem::create_symlink("..", public_files + "/up");
        api.mount("/static", static_files(public_files));
        api.mount("/site", static_files(public_files, {.html = true}));
    }

    test_answer get(std::string_view target, std::string headers = "", std::string_view method = "GET") {
        test_client client(api, {.follow_redirects = false});
        client.set_headers(std::move(headers));
        return client.send(method, target);
    }
};

}  // namespace

TEST_CASE("a file goes out with its type, its size, its date and its tag") {
    site s;
    const test_answer answer = s.get("/static/hello.txt");
    CHECK(answer.status == 200);
    CHECK(answer.body == "hello, static world\n");
    CHECK(answer.header("content-type") == "text/plain; charset=utf-8");
    CHECK(answer.header("accept-ranges") == "bytes");
    CHECK(answer.header("etag").starts_with("\""));
    CHECK(answer.header("last-modified").ends_with(" GMT"));
    CHECK(s.get("/static/page.html").header("content-type") == "text/html; charset=utf-8");
    CHECK(s.get("/static/data.json").header("content-type") == "application/json");
    CHECK(s.get("/static/blob.unknown").header("content-type") == "application/octet-stream");
    CHECK(s.get("/static/with%20space.txt").body == "space");
    CHECK(s.get("/static/empty.txt").body == "");
    CHECK(s.get("/static/large.bin").body.size() == 200'003);
}

TEST_CASE("HEAD gets a file's head; other methods are not allowed") {
    site s;
    const test_answer head = s.get("/static/hello.txt", "", "HEAD");
    CHECK(head.status == 200);
    CHECK(head.body == "");
    CHECK(head.header("etag") != "");
    const test_answer post = s.get("/static/hello.txt", "", "POST");
    CHECK(post.status == 405);
    CHECK(post.header("allow") == "GET, HEAD");
}

TEST_CASE("who has the file already is told so") {
    site s;
    const test_answer first = s.get("/static/hello.txt");
    const std::string tag(first.header("etag"));
    const std::string date(first.header("last-modified"));
    const auto status = [&s](const std::string& headers) {
        return s.get("/static/hello.txt", headers).status;
    };
    CHECK(status("if-none-match: " + tag + "\r\n") == 304);
    CHECK(status("if-none-match: \"x,y\", W/" + tag + "\r\n") == 304);
    CHECK(status("if-none-match: *\r\n") == 304);
    CHECK(status("if-none-match: \"other\"\r\n") == 200);
    CHECK(status("if-modified-since: " + date + "\r\n") == 304);
    CHECK(status("if-modified-since: Sun, 06 Nov 1994 08:49:37 GMT\r\n") == 200);
    CHECK(status("if-modified-since: yesterday\r\n") == 200);
    CHECK(status("if-none-match: \"other\"\r\nif-modified-since: " + date + "\r\n") == 200);
    const test_answer same = s.get("/static/hello.txt", "if-none-match: " + tag + "\r\n");
    CHECK(same.body == "");
    CHECK(same.header("etag") == tag);
    CHECK(same.header("content-type") == "");
}

TEST_CASE("a part of a file is sent to who asks for a part") {
    site s;
    const auto part = [&s](const std::string& range) {
        return s.get("/static/hello.txt", "range: " + range + "\r\n");
    };
    const test_answer begin = part("bytes=0-4");
    CHECK(begin.status == 206);
    CHECK(begin.body == "hello");
    CHECK(begin.header("content-range") == "bytes 0-4/20");
    CHECK(part("bytes=7-").body == "static world\n");
    CHECK(part("bytes=-6").body == "world\n");
    CHECK(part("bytes=-100").header("content-range") == "bytes 0-19/20");
    CHECK(part("bytes=19-100").body == "\n");
    CHECK(s.get("/static/large.bin", "range: bytes=199999-200001\r\n").body == "xen");
    CHECK(s.get("/static/large.bin", "range: bytes=-140000\r\n").body.ends_with("xend"));
}

TEST_CASE("a range behind the end is a 416 that names the size; what is no range is ignored") {
    site s;
    const test_answer behind = s.get("/static/hello.txt", "range: bytes=20-\r\n");
    CHECK(behind.status == 416);
    CHECK(behind.header("content-range") == "bytes */20");
    CHECK(s.get("/static/empty.txt", "range: bytes=0-\r\n").status == 416);
    for (const char* const range :
         {"bytes=5-2", "bytes=a-b", "lines=0-1", "bytes=0-1,3-4", "bytes=-", "bytes="})
        CHECK(s.get("/static/hello.txt", std::string("range: ") + range + "\r\n").status == 200);
}

TEST_CASE("a range of a file that has changed since is the whole file") {
    site s;
    const test_answer first = s.get("/static/hello.txt");
    const auto status = [&s](std::string_view condition) {
        return s.get("/static/hello.txt", "range: bytes=0-1\r\nif-range: " + std::string(condition) + "\r\n")
            .status;
    };
    CHECK(status(first.header("etag")) == 206);
    CHECK(status(first.header("last-modified")) == 206);
    CHECK(status("\"other\"") == 200);
    CHECK(status("Sun, 06 Nov 1994 08:49:37 GMT") == 200);
}

TEST_CASE("a directory, and what is not there, is a 404") {
    site s;
    for (const char* const path :
         {"/static/none.txt", "/static/sub", "/static/sub/", "/static/", "/static/hello.txt/x"}) {
        const test_answer answer = s.get(path);
        CHECK(answer.status == 404);
        CHECK(answer.body == R"({"detail":"Not Found"})");
    }
}

TEST_CASE("no spelling leads out of the directory") {
    site s;
    for (const char* const path :
         {"/static/../secret.txt", "/static/%2e%2e/secret.txt", "/static/..%2fsecret.txt",
          "/static/%2e%2e%2fsecret.txt", "/static/sub/../../secret.txt",
          "/static/sub/%2e%2e/%2e%2e/secret.txt", "/static//etc/passwd", "/static/%2fetc%2fpasswd",
          "/static/..\\secret.txt", "/static/..%5csecret.txt", "/static/link.txt", "/static/up/secret.txt",
          "/static/hello.txt%00", "/static/hello.txt%00.html", "/static/..%00/secret.txt",
          "/site/../secret.txt", "/site/%2e%2e/secret.txt", "/site/link.txt", "/site/up/secret.txt"}) {
        const test_answer answer = s.get(path);
        CHECK(answer.status >= 400);
        CHECK(answer.status <= 404);
        CHECK(answer.body.find("secret") == std::string::npos);
    }
    CHECK(s.get("/static/" + std::string(5000, 'a')).status == 404);
    CHECK(s.get("/static/inner_link.txt").status == 200);
}

TEST_CASE("in html mode a directory is its index.html, at an address with a slash") {
    site s;
    CHECK(s.get("/site/").body == "<h1>index</h1>");
    CHECK(s.get("/site/sub/").body == "<h1>sub</h1>");
    const test_answer moved = s.get("/site/sub?x=1");
    CHECK(moved.status == 307);
    CHECK(moved.header("location") == "http://testserver/site/sub/?x=1");
    CHECK(moved.body == "");
}

TEST_CASE("in html mode 404.html is the page for what is not there") {
    site s;
    for (const char* const path : {"/site/none", "/site/sub/deep", "/site/sub/deep/"}) {
        const test_answer answer = s.get(path, "if-none-match: *\r\nrange: bytes=0-1\r\n");
        CHECK(answer.status == 404);
        CHECK(answer.body == "<h1>not here</h1>");
        CHECK(answer.header("content-type") == "text/html; charset=utf-8");
    }
}

TEST_CASE("a directory that is not there is found out when the app is made") {
    CHECK_THROWS_AS(static_files("/no/such/directory"), std::system_error);
}

TEST_CASE("a handler answers with a file, to be shown or to be saved") {
    const temporary_folder folder;
    site::write(folder / "a.txt", "text");
    const std::string path = folder / "a.txt";
    app api;
    api.get<"/show">([path]() -> rt::task<file_response> { co_return file_response(path); });
    api.get<"/save">([path] { return file_response(path).media_type("text/csv").download_as("a.csv"); });
    api.get<"/other">([path] { return file_response(path).download_as("Zoë \"1\".txt"); });
    api.get<"/none">([] { return file_response("/no/such/file"); });
    test_client client(api, {.raise_server_exceptions = false});
    CHECK(client.get("/show").body == "text");
    CHECK(client.get("/show").header("content-disposition") == "");
    CHECK(client.get("/save").header("content-type") == "text/csv");
    CHECK(client.get("/save").header("content-disposition") == "attachment; filename=\"a.csv\"");
    CHECK(client.get("/other").header("content-disposition") ==
          "attachment; filename*=utf-8''Zo%C3%AB%20%221%22.txt");
    CHECK(client.get("/none").status == 500);
}
