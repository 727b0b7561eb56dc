// client: questions and answers, kept connections, chunked both ways, and what goes wrong.
#include <http_min/client/client.hpp>
#include <rt/core/task_group.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/sleep.hpp>
#include <string>
#include <vector>

#include "http_min/server/echo_app.hpp"
#include "support/catch.hpp"
#include "support/http_peer.hpp"

using namespace std::chrono_literals;
using http_min::client_request;
using http_peer::with_server;

namespace {

const http_min::app api = echo_app();

std::string url(const http_min::server& s, std::string_view path) {
    return "http://" + s.where().to_string() + std::string(path);
}

rt::async_generator<std::string> three_pieces() {
    co_yield "one ";
    co_yield "";
    co_yield "two ";
    co_yield "three";
}

}  // namespace

TEST_CASE("get and post, and the connection is kept") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        http_min::client http;
        const auto hello = co_await http.get(url(s, "/"));
        REQUIRE(hello);
        CHECK(hello->status == 200);
        CHECK(hello->reason == "OK");
        CHECK(hello->header("content-type") == "text/plain; charset=utf-8");
        CHECK(hello->body == "hello");
        CHECK(http.connections().idle() == 1);
        const auto again = co_await http.get(url(s, "/"));
        REQUIRE(again);
        CHECK(again->body == "hello");
        CHECK(s.connections() == 1);
        const auto echo = co_await http.post(url(s, "/echo"), "text", "text/plain");
        REQUIRE(echo);
        CHECK(echo->body == "text");
    });
}

TEST_CASE("a body that is made while it is sent is chunked") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        http_min::client http;
        client_request what("POST", url(s, "/echo"));
        const auto echo = co_await http.request(std::move(what), three_pieces());
        REQUIRE(echo);
        CHECK(echo->body == "one two three");
    });
}

TEST_CASE("an answer to HEAD, and errors that are answers") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        http_min::client http;
        client_request what("HEAD", url(s, "/nowhere"));
        const auto answer = co_await http.request(std::move(what));
        REQUIRE(answer);
        CHECK(answer->status == 404);
        CHECK(answer->body.empty());
        CHECK_FALSE(answer->ok());
    });
}

TEST_CASE("a body over the limit, a URL that is none, a server that is not there") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        http_min::client_options small;
        small.message.body = 1000;
        http_min::client http(small);
        const auto big = co_await http.get(url(s, "/big"));
        CHECK(big.error() == std::errc::message_size);
        const auto none = co_await http.get("ftp://example.com/");
        CHECK(none.error() == std::errc::invalid_argument);
        CHECK(http.connections().idle() == 0);
    });
}

TEST_CASE("a connection that the server has closed meanwhile is not missed") {
    http_min::server_options options;
    options.keep_alive = 10ms;
    with_server(api, options, [](http_min::server& s) -> rt::task<> {
        http_min::client http;
        const auto first = co_await http.get(url(s, "/"));
        REQUIRE(first);
        while (s.connections() > 0) co_await rt::sleep_for(5ms);
        CHECK(http.connections().idle() == 1);
        const auto second = co_await http.get(url(s, "/"));
        REQUIRE(second);
        CHECK(second->body == "hello");
    });
}

TEST_CASE("a request that takes too long is cancelled, and its connection dropped") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        gate at;
        http_min::client http;
        const auto late = co_await rt::move_on_after(20ms, http.get(url(s, "/gated")));
        CHECK_FALSE(late);
        CHECK(http.connections().idle() == 0);
        at.open_here.set();
        const auto next = co_await http.get(url(s, "/"));
        REQUIRE(next);
        CHECK(next->body == "hello");
    });
}

TEST_CASE("many at once, each on a connection of its own, of which some are kept") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        http_min::client_options few;
        few.idle_per_host = 4;
        http_min::client http(few);
        int good = 0;
        const std::string where = url(s, "/");
        auto one = [&]() -> rt::task<> {
            const auto answer = co_await http.get(where);
            if (answer && answer->body == "hello") ++good;
        };
        auto all = [&](rt::task_group& group) -> rt::task<> {
            for (int i = 0; i < 20; ++i) group.start_soon(one);
            co_return;
        };
        co_await rt::with_task_group(all);
        CHECK(good == 20);
        CHECK(http.connections().idle() == 4);
    });
}
