// serve(): a process of its own, and how it ends.
#include <http_min/app/app.hpp>
#include <http_min/server/serve.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/sync/event.hpp>
#include <stdexcept>
#include <string>

#include "support/catch.hpp"
#include "support/served_process.hpp"

namespace {

http_min::app stubborn_app() {
    http_min::app api;
    api.get<"/">([]() -> rt::task<http_min::text_response> { co_return http_min::text("hello"); });
    api.get<"/blocks">([] {
        for (;;) ::pause();
        return 0;
    });
    api.get<"/waits">([]() -> rt::task<int> {
        rt::event never_set;
        co_await never_set.wait();
        co_return 0;
    });
    return api;
}

// The stubborn app in a child process; what is left when it is told to stop is not waited for.
class stubborn_process : public served_process {
  public:
    explicit stubborn_process(std::uint16_t port = 0)
        : served_process([port] {
              http_min::server_options options;
              options.port = port;
              options.access_log = false;
              options.graceful_shutdown = std::chrono::milliseconds(1);
              return http_min::serve(stubborn_app(), options);
          }) {}
};

rt::fd ask(std::uint16_t port, std::string_view target) {
    const rt::address at = rt::address::parse("127.0.0.1", port).value_or_throw("parse");
    rt::fd socket(::socket(AF_INET, SOCK_STREAM, 0));
    REQUIRE(::connect(socket.get(), at.data(), at.size()) == 0);
    const std::string request = "GET " + std::string(target) + " HTTP/1.1\r\nhost: a\r\n\r\n";
    REQUIRE(::send(socket.get(), request.data(), request.size(), 0) == static_cast<ssize_t>(request.size()));
    return socket;
}

// An answer to a second client: what the first one sent has been read by then.
void wait_for_an_answer(std::uint16_t port) {
    const rt::fd client = ask(port, "/");
    char first = 0;
    REQUIRE(::recv(client.get(), &first, 1, 0) == 1);
}

}  // namespace

TEST_CASE("SIGTERM and SIGINT end it with 0") {
    for (const int signal : {SIGTERM, SIGINT}) {
        stubborn_process server;
        wait_for_an_answer(server.port());
        CHECK(server.end_by(signal) == 0);
    }
}

TEST_CASE("a startup that takes for ever can be interrupted, and what it has opened is closed") {
    served_process server([] {
        http_min::app api;
        api.lifespan([]() -> rt::async_generator<int> {
            int opened = 1;
            co_yield rt::lend(opened);
            co_await rt::sleep_for(std::chrono::milliseconds(1));
            std::fputs("closed\n", stderr);
        });
        api.on_startup([]() -> rt::task<> {
            std::fputs("starting\n", stderr);
            co_await rt::sleep_for(std::chrono::hours(1));
        });
        http_min::server_options options;
        options.port = 0;
        return http_min::serve(api, options);
    });
    CHECK(server.says("starting"));
    CHECK(server.end_by(SIGTERM) == 0);
    CHECK(server.said().find("closed\nINFO:     Application startup interrupted.") != std::string::npos);
}

TEST_CASE("a startup that fails ends with 3, and says why") {
    served_process server([] {
        http_min::app api;
        api.on_startup([]() -> rt::task<> {
            co_await rt::sleep_for(std::chrono::milliseconds(1));
            throw std::runtime_error("no database");
        });
        http_min::server_options options;
        options.port = 0;
        return http_min::serve(api, options);
    });
    CHECK(server.wait() == 3);
    CHECK(server.said().find("no database") != std::string::npos);
}

TEST_CASE("a port in use ends with 3, and says so") {
    stubborn_process first;
    stubborn_process second(first.port());
    CHECK_FALSE(second.says("(Press"));
    CHECK(second.said().find("Address already in use") != std::string::npos);
    CHECK(second.wait() == 3);
}

TEST_CASE("after kill -9 the port can be taken again at once") {
    stubborn_process first;
    const std::uint16_t port = first.port();
    wait_for_an_answer(port);
    first.end_by(SIGKILL);
    stubborn_process second(port);
    CHECK(second.port() == port);
}

TEST_CASE("a handler that blocks its thread keeps the server no longer than the limit") {
    stubborn_process server;
    const rt::fd client = ask(server.port(), "/blocks");
    wait_for_an_answer(server.port());
    CHECK(server.end_by(SIGTERM) == 0);
    CHECK(server.said().find("a handler has not ended") != std::string::npos);
}

TEST_CASE("a handler that waits for ever is cancelled, and nothing is left behind") {
    stubborn_process server;
    const rt::fd client = ask(server.port(), "/waits");
    wait_for_an_answer(server.port());
    CHECK(server.end_by(SIGTERM) == 0);
    CHECK(server.said().find("a handler has not ended") == std::string::npos);
}

TEST_CASE("a driver that no client can reach is refused") {
    http_min::server_options options;
    options.port = 0;
    options.driver = "simulated";
    CHECK(http_min::serve(stubborn_app(), options) == 3);
}
