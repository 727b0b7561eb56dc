// serve(): in several processes, on several threads, on sockets of other kinds, behind a proxy, up to a limit.
#include <fcntl.h>
#include <http_min/app/app.hpp>
#include <http_min/server/workers.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/net/listener.hpp>
#include <set>
#include <thread>

#include "support/catch.hpp"
#include "support/served_process.hpp"
#include "support/temporary_folder.hpp"

using namespace http_min;

namespace {

app shop() {
    app api;
    api.get<"/pid">([]() -> rt::task<int> { co_return ::getpid(); });
    api.get<"/thread">([]() -> rt::task<std::size_t> {
        co_return std::hash<std::thread::id>()(std::this_thread::get_id());
    });
    api.get<"/die">([]() -> rt::task<int> {
        ::kill(::getpid(), SIGKILL);
        co_return 0;
    });
    api.get<"/slow">([]() -> rt::task<int> {
        std::fputs("at work\n", stderr);
        co_await rt::sleep_for(std::chrono::milliseconds(1500));
        co_return 7;
    });
    api.get<"/who">([](request& in) -> rt::task<json> {
        co_return json{in.scheme(), in.client().host, in.root_path()};
    });
    return api;
}

// As a command line.
std::function<int()> serving(std::vector<std::string> words) {
    return [words = std::move(words)]() mutable {
        words.insert(words.begin(), "server");
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        return serve(shop(), static_cast<int>(arguments.size()), arguments.data());
    };
}

}  // namespace

TEST_CASE("workers share the port, and one that dies is replaced") {
    served_process server(serving({"--port", "0", "--workers", "2"}));
    const rt::address at = here(server.port());
    const std::string first = text_behind_head(ask_once(at, "/pid"));
    CHECK(ask_once(at, "/die").empty());
    CHECK(server.says("died of signal 9"));
    CHECK_FALSE(text_behind_head(ask_once(at, "/pid")).empty());
    CHECK(server.end_by(SIGTERM) == 0);
    CHECK(server.said().find("Stopped parent process") != std::string::npos);
}

TEST_CASE("workers that die right after their start are started again, but not at once for ever") {
    served_process server([] {
        app api;
        api.on_startup([] { ::kill(::getpid(), SIGKILL); });
        server_options options;
        options.port = 0;
        options.workers = 2;
        return serve(api, options);
    });
    CHECK(server.says("right after its start: the next one is started in a second",
                      3));  // so the second ones were started
    CHECK(server.end_by(SIGTERM) == 0);
    CHECK(server.said().find("Stopped parent process") != std::string::npos);
}

TEST_CASE("SIGHUP replaces every worker") {
    served_process server(serving({"--port", "0", "--workers", "2"}));
    const rt::address at = here(server.port());
    const std::string first = text_behind_head(ask_once(at, "/pid"));
    server.send(SIGHUP);
    CHECK(server.says("Finished server process [" + first + "]"));
    for (int asked = 0; asked < 20; ++asked) {  // also while the others are being replaced
        const std::string answer = ask_once(at, "/pid");
        REQUIRE(answer.starts_with("HTTP/1.1 200"));
        CHECK(text_behind_head(answer) != first);
    }
    CHECK(server.end_by(SIGTERM) == 0);
}

TEST_CASE("a worker that is told to end before it listens for that hears it later") {
    served_process parent([] {
        auto work = [] {
            std::fputs("at work\n", stderr);
            sigset_t end;
            ::sigemptyset(&end);
            ::sigaddset(&end, SIGTERM);
            ::sigwaitinfo(&end, nullptr);
            std::fputs("heard it\n", stderr);
            return 0;
        };
        return run_workers(1, work, server_log(log_level::info));
    });
    REQUIRE(parent.says("at work"));
    CHECK(parent.end_by(SIGTERM) == 0);
    CHECK(parent.said().find("heard it") != std::string::npos);
}

TEST_CASE("threads share the app, and end together") {
    served_process server(serving({"--port", "0", "--threads", "3"}));
    const rt::address at = here(server.port());
    std::set<std::string> threads;
    for (int i = 0; i < 60; ++i) threads.insert(text_behind_head(ask_once(at, "/thread")));
    CHECK(threads.size() >= 1);
    CHECK(threads.size() <= 3);
    const rt::fd idle = connect_to(at);
    CHECK(server.end_by(SIGTERM) == 0);
    CHECK(server.said().find("Application shutdown complete.") != std::string::npos);
}

TEST_CASE("a request in flight on any thread is answered before the end") {
    served_process server(serving({"--port", "0", "--threads", "2"}));
    const rt::fd one = connect_to(here(server.port()));
    say(one, "GET /slow HTTP/1.1\r\nhost: a\r\n\r\n");
    CHECK(server.says("at work"));
    server.send(SIGTERM);
    CHECK(text_behind_head(hear(one)) == "7");
    CHECK(server.wait() == 0);
    CHECK(server.said().find("left behind") == std::string::npos);
}

TEST_CASE("a UNIX socket, also where an old one was left, and it is gone at the end") {
    const temporary_folder folder;
    const std::string path = folder / "shop";
    const rt::address at = rt::address::at_path(path).value_or_throw("at_path");
    { const auto left_over = rt::listener::listen(at).value_or_throw("listen"); }
    served_process server(serving({"--uds", path}));
    CHECK(server.says("running on unix socket " + path));
    CHECK(ask_once(at, "/pid").starts_with("HTTP/1.1 200"));
    CHECK(server.end_by(SIGTERM) == 0);
    CHECK(::access(path.c_str(), F_OK) != 0);
}

TEST_CASE("a socket that somebody else has opened, by --fd or LISTEN_FDS") {
    const auto listening = rt::listener::listen(here(0)).value_or_throw("listen");
    const rt::address at = listening.local().value_or_throw("local");
    for (const bool activated : {false, true}) {
        served_process server([&]() -> int {
            if (!activated) return serving({"--fd", std::to_string(listening.descriptor().get())})();
            ::dup2(listening.descriptor().get(), 3);
            ::setenv("LISTEN_FDS", "1", 1);
            ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
            return serving({"--reload"})();
        });
        CHECK(ask_once(at, "/pid").starts_with("HTTP/1.1 200"));
        CHECK(server.end_by(SIGTERM) == 0);
    }
}

TEST_CASE("after so many requests it ends, cleanly") {
    served_process server(serving({"--port", "0", "--limit-max-requests", "2"}));
    const rt::address at = here(server.port());
    ask_once(at, "/pid");
    CHECK(ask_once(at, "/pid").starts_with("HTTP/1.1 200"));
    CHECK(server.wait() == 0);
}

TEST_CASE("a proxy of ours says who the client is, and the root path is known") {
    const std::string proxied = "x-forwarded-proto: https\r\nx-forwarded-for: 203.0.113.9\r\n";
    served_process server(serving({"--port", "0", "--root-path", "/api"}));
    const rt::address at = here(server.port());
    CHECK(text_behind_head(ask_once(at, "/who", proxied)) == R"(["https","203.0.113.9","/api"])");
    CHECK(text_behind_head(ask_once(at, "/who")) == R"(["http","127.0.0.1","/api"])");
    served_process deaf(serving({"--port", "0", "--no-proxy-headers"}));
    CHECK(text_behind_head(ask_once(here(deaf.port()), "/who", proxied)) == R"(["http","127.0.0.1",""])");
}

TEST_CASE("every answer has Server, Date and what --header says; or not") {
    served_process server(serving({"--port", "0", "--header", "X-A: 1", "--header", "X-B:2"}));
    const std::string answer = ask_once(here(server.port()), "/pid");
    for (const char* const line :
         {"\r\nserver: http_min\r\n", "\r\ndate: ", "\r\nX-A: 1\r\n", "\r\nX-B: 2\r\n"})
        CHECK(answer.find(line) != std::string::npos);
    served_process bare(serving({"--port", "0", "--no-server-header", "--no-date-header"}));
    const std::string without = ask_once(here(bare.port()), "/pid");
    CHECK(without.find("server: ") == std::string::npos);
    CHECK(without.find("date: ") == std::string::npos);
}

TEST_CASE("the log says what uvicorn says, in its order") {
    served_process server(serving({"--port", "0"}));
    const rt::address at = here(server.port());
    ask_once(at, "/pid");
    CHECK(server.end_by(SIGTERM) == 0);
    const std::string& log = server.said();
    std::size_t at_least = 0;
    for (const char* const line :
         {"INFO:     Started server process [", "INFO:     Waiting for application startup.",
          "INFO:     Application startup complete.",
          "INFO:     http_min running on http://127.0.0.1:", "\"GET /pid HTTP/1.1\" 200 OK",
          "INFO:     Shutting down", "INFO:     Waiting for application shutdown.",
          "INFO:     Application shutdown complete.", "INFO:     Finished server process ["}) {
        const std::size_t found = log.find(line, at_least);
        INFO(line);
        REQUIRE(found != std::string::npos);
        at_least = found;
    }
}

TEST_CASE("--log-level warning leaves the rest out") {
    const auto listening = rt::listener::listen(here(0)).value_or_throw("listen");
    const rt::address at = listening.local().value_or_throw("local");
    served_process server(
        serving({"--fd", std::to_string(listening.descriptor().get()), "--log-level", "warning"}));
    CHECK(ask_once(at, "/pid").starts_with("HTTP/1.1 200"));
    CHECK(server.end_by(SIGTERM) == 0);
    CHECK(server.said().find("INFO") == std::string::npos);
}

TEST_CASE("--reload says who does it") {
    served_process server(serving({"--reload"}));
    CHECK(server.wait() == 2);
    CHECK(server.said().find("lab serve --reload") != std::string::npos);
}
