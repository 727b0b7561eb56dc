// While the last save does not compile, people see it on the pages of the old server, and programs see no difference.
#include <cstdio>
#include <fstream>
#include <http_min/app/app.hpp>
#include <http_min/app/gzip.hpp>
#include <http_min/app/text_response.hpp>

#include "support/catch.hpp"
#include "support/http_peer.hpp"
#include "support/temporary_folder.hpp"

using http_peer::body_of;
using http_peer::client;
using http_peer::with_server;

namespace {

http_min::app pages() {
    http_min::app api;
    api.get<"/page">([]() -> rt::task<http_min::html_response> { co_return http_min::html("<h1>Hi</h1>"); });
    api.get<"/json">([]() -> rt::task<http_min::json> { co_return http_min::json{{"a", "<b>"}}; });
    api.delete_<"/nothing">([](http_min::response& out) { out.status = 204; });
    return api;
}

// The folder in which lab leaves its notice.
struct workshop {
    temporary_folder folder;
    std::string file = folder / "notice";
    void breaks() const { std::ofstream(file) << "<p>no good</p>"; }
    void is_mended() const { std::remove(file.c_str()); }
    http_min::server_options options() const {
        http_min::server_options all;
        all.reload_notice = file;
        return all;
    }
};
const workshop* the_workshop = nullptr;

const std::string from_browser = "accept: text/html,*/*;q=0.8\r\n";

std::string get(std::string_view path, std::string_view headers = "", std::string_view method = "GET") {
    return std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nhost: a\r\n" + std::string(headers) +
           "\r\n";
}

}  // namespace

TEST_CASE("a page ends with the notice as long as there is one") {
    const workshop here;
    the_workshop = &here;
    with_server(pages(), here.options(), [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send(get("/page"));
        const std::string before = co_await c.answer();
        the_workshop->breaks();
        co_await c.send(get("/page"));
        const std::string broken = co_await c.answer();
        the_workshop->is_mended();
        co_await c.send(get("/page"));
        const std::string after = co_await c.answer();
        CHECK(body_of(before) == "<h1>Hi</h1>");
        CHECK(body_of(broken) == "<h1>Hi</h1><p>no good</p>");
        CHECK(body_of(after) == "<h1>Hi</h1>");
    });
}

TEST_CASE("JSON stays JSON for programs, and comes as a page with the notice to a browser") {
    const workshop here;
    here.breaks();
    with_server(pages(), here.options(), [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send(get("/json") + get("/json", from_browser) + get("/nothing", from_browser, "DELETE"));
        const std::string plain = co_await c.answer();
        const std::string seen = co_await c.answer();
        const std::string nothing = co_await c.answer();
        CHECK(body_of(plain) == R"({"a":"<b>"})");
        CHECK(seen.find("content-type: text/html; charset=utf-8\r\n") != seen.npos);
        CHECK(seen.find("&lt;b&gt;&quot;}</pre>") != seen.npos);
        CHECK(seen.ends_with("<p>no good</p>"));
        CHECK(body_of(nothing).empty());
    });
}

TEST_CASE("a compressed page gives way to the notice") {
    http_min::app api = pages();
    api.middleware(http_min::gzip({.minimum_size = 1}));
    const workshop here;
    here.breaks();
    with_server(api, here.options(), [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send(get("/page", "accept-encoding: gzip\r\n"));
        const std::string answer = co_await c.answer();
        CHECK(answer.find("content-encoding") == answer.npos);
        CHECK(body_of(answer) == "<p>no good</p>");
    });
}
