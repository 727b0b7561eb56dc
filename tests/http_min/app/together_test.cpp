// Parts of the framework together: what each promises alone must hold where they meet.
#include <fstream>
#include <http_min/app/cors.hpp>
#include <http_min/app/dep.hpp>
#include <http_min/app/gzip.hpp>
#include <http_min/app/redirect.hpp>
#include <http_min/app/session.hpp>
#include <http_min/app/static_files.hpp>
#include <http_min/app/stream.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace http_min;

namespace {

constexpr test_client_options sees_all{.raise_server_exceptions = false, .follow_redirects = false};

using event_log = std::vector<std::string>;
event_log events;

rt::async_generator<std::string> resource() {
    events.push_back("open");
    struct at_end {
        ~at_end() { events.push_back("close"); }
    } closing;
    co_yield "resource";
}

rt::async_generator<std::string> pieces(int n, bool fails) {
    for (int i = 0; i < n; ++i) {
        events.push_back("piece");
        co_yield std::string(600, 'a');
    }
    if (fails) throw std::runtime_error("the stream has failed");
}

void note(std::string event) { events.push_back(std::move(event)); }

void add_streams(app& api) {
    const auto answer = [](int n, bool fails) {
        return [n, fails](dep<resource>, background_tasks& later) -> rt::task<stream_response> {
            later.add(note, std::string("background"));
            events.push_back("handler");
            co_return stream(pieces(n, fails));
        };
    };
    api.get<"/stream">(answer(2, false));
    api.get<"/failing">(answer(1, true));
}

const event_log in_order{"open", "handler", "piece", "piece", "background", "close"};

test_answer ask(app& api, std::string headers, std::string_view target, std::string_view method = "GET") {
    events.clear();
    test_client client(api, sees_all);
    client.set_headers(std::move(headers));
    return client.send(method, target);
}

}  // namespace

TEST_CASE("a stream is sent, then background tasks run, then dependencies close; compressed or not") {
    for (const bool compressed : {false, true}) {
        app api;
        add_streams(api);
        if (compressed) api.middleware(gzip());
        const test_answer answer = ask(api, "Accept-Encoding: gzip\r\n", "/stream");
        CHECK(answer.is_complete);
        CHECK((answer.header("content-encoding") == "gzip") == compressed);
        CHECK((answer.body.size() < 1200) == compressed);
        CHECK(events == in_order);
    }
}

TEST_CASE("a stream that fails has no end, and its dependencies close all the same") {
    for (const bool compressed : {false, true}) {
        app api;
        api.log_errors_to([](std::string_view) {});
        add_streams(api);
        if (compressed) api.middleware(gzip());
        CHECK_FALSE(ask(api, "Accept-Encoding: gzip\r\n", "/failing").is_complete);
        CHECK(events.back() == "close");
    }
}

TEST_CASE("of a file gzip makes a weaker one, and leaves its parts alone") {
    const temporary_folder folder;
    std::ofstream(folder / "page.txt") << std::string(5000, 'p');
    app api;
    api.mount("/static", static_files(std::string(folder / "")));
    api.middleware(gzip());
    const std::string takes = "Accept-Encoding: gzip\r\n";
    const test_answer plain = ask(api, "", "/static/page.txt");
    const std::string tag(plain.header("etag"));
    CHECK(plain.header("vary") == "Accept-Encoding");
    const test_answer packed = ask(api, takes, "/static/page.txt");
    CHECK(packed.header("content-encoding") == "gzip");
    CHECK(packed.header("etag") == "W/" + tag);
    CHECK(packed.body.size() < 200);
    const test_answer head = ask(api, takes, "/static/page.txt", "HEAD");
    CHECK(head.header("content-encoding") == "gzip");
    CHECK(head.body.empty());
    const test_answer part = ask(api, takes + "Range: bytes=0-999\r\n", "/static/page.txt");
    CHECK(part.status == 206);
    CHECK(part.header("content-encoding") == "");
    CHECK(part.header("etag") == tag);
    CHECK(part.body.size() == 1000);
    CHECK(ask(api, takes + "If-None-Match: W/" + tag + "\r\n", "/static/page.txt").status == 304);
    CHECK(ask(api, takes + "Range: bytes=0-9\r\nIf-Range: W/" + tag + "\r\n", "/static/page.txt").status ==
          200);
    CHECK(ask(api, takes, "/static/none").header("content-encoding") == "");
}

TEST_CASE("what a layer adds is on every kind of answer, whichever layer is around it") {
    app api;
    add_streams(api);
    api.get<"/teapot">([]() -> rt::task<json> {
        throw http_exception(418);
        co_return json();
    });
    api.get<"/number/{n}">([](path<"n", int> n) { return json(*n); });
    app below;
    below.get<"/refuses">([]() -> json { throw http_exception(403); });
    api.mount("/below", std::move(below));
    api.middleware([](request&, response& out, call_next next) -> rt::task<> {
        co_await next();
        out.headers.set("x-inner", "1");
    });
    api.middleware(cors{{.allow_origins = {"https://app.example"}}});
    api.middleware([](request&, response& out, call_next next) -> rt::task<> {
        co_await next();
        out.headers.set("x-outer", "1");
    });
    const std::string origin = "Origin: https://app.example\r\n";
    for (const char* target : {"/stream", "/teapot", "/number/7", "/number/x", "/none", "/number/7/",
                               "/below", "/below/none", "/below/refuses"}) {
        const test_answer answer = ask(api, origin, target);
        CHECK(answer.header("x-inner") == "1");
        CHECK(answer.header("x-outer") == "1");
        CHECK(answer.header("access-control-allow-origin") == "https://app.example");
    }
    const test_answer preflight =
        ask(api, origin + "Access-Control-Request-Method: GET\r\n", "/none", "OPTIONS");
    CHECK(preflight.status == 200);
    CHECK(preflight.header("x-inner") == "");
    CHECK(preflight.header("x-outer") == "1");
}

TEST_CASE("a session goes with a redirect, an error and a stream") {
    app api;
    api.get<"/enter">([](session& s) -> rt::task<redirect_response> {
        s["user"] = "ada";
        co_return redirect("/stream");
    });
    api.get<"/refuse">([](session& s) -> rt::task<json> {
        s["tries"] = 1;
        throw http_exception(403);
        co_return json();
    });
    api.get<"/whoami">([](session& s) -> rt::task<stream_response> {
        co_return stream(pieces(s.contains("user") ? 1 : 0, false));
    });
    api.middleware(sessions{{.secret_key = "a secret"}});
    test_client client(api, sees_all);
    const test_answer enters = client.get("/enter");
    CHECK(enters.status == 307);
    CHECK(enters.header("set-cookie") != "");
    CHECK(client.get("/whoami").body.size() == 600);
    CHECK(client.get("/whoami").header("set-cookie") == "");
    const test_answer refused = client.get("/refuse");
    CHECK(refused.status == 403);
    CHECK(refused.header("set-cookie") != "");
}

TEST_CASE("below a proxy's path and two mounts, the pages and redirects know where they stand") {
    app inner{{.title = "Inner"}}, middle, api;
    inner.get<"/here">([](request& in) { return json(in.root_path()); });
    middle.mount("/inner", std::move(inner));
    api.mount("/middle", std::move(middle));
    test_client client(api,
                       {.root_path = "/proxy", .raise_server_exceptions = false, .follow_redirects = false});
    CHECK(client.get("/middle/inner/here").body == R"("/proxy/middle/inner")");
    CHECK(client.get("/middle/inner/docs").body.find("/proxy/middle/inner/openapi.json") !=
          std::string::npos);
    CHECK(client.get("/middle/inner/openapi.json").json()["servers"] ==
          json::parse(R"([{"url":"/proxy/middle/inner"}])"));
    CHECK(client.get("/openapi.json").json()["servers"] == json::parse(R"([{"url":"/proxy"}])"));
    CHECK(client.get("/middle/inner/here/?q=1").header("location").ends_with("/middle/inner/here?q=1"));
    CHECK(client.get("/middle/inner").header("location").ends_with("/middle/inner/"));
}
