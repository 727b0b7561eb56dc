// SPEC.md, part 3: the parity app as a command. Each flag, the log, the proxy's headers, and how it ends.
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "support/catch.hpp"
#include "support/served_process.hpp"
#include "support/temporary_folder.hpp"

namespace {

using words = std::vector<std::string>;

// example_parity itself: this process becomes it.
std::function<int()> command(words flags, const std::string& shutdown_file = "") {
    return [flags = std::move(flags), shutdown_file]() mutable {
        if (!shutdown_file.empty()) ::setenv("PARITY_SHUTDOWN_FILE", shutdown_file.c_str(), 1);
        flags.insert(flags.begin(), PARITY_PROGRAM);
        std::vector<char*> arguments;
        for (std::string& each : flags) arguments.push_back(each.data());
        arguments.push_back(nullptr);
        ::execv(PARITY_PROGRAM, arguments.data());
        return 127;
    };
}

// On a port of its own.
std::function<int()> on_any_port(words flags = {}, const std::string& shutdown_file = "") {
    flags.insert(flags.end(), {"--port", "0"});
    return command(std::move(flags), shutdown_file);
}

nlohmann::json json_of(const std::string& answer) { return nlohmann::json::parse(text_behind_head(answer)); }

std::string content_of(const std::string& path) {
    std::ifstream file(path);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

// A connection on which one answer has come, and that is kept.
rt::fd idle_connection(const rt::address& at) {
    rt::fd socket = connect_to(at);
    say(socket, "GET /ping HTTP/1.1\r\nhost: a\r\n\r\n");
    std::string came;
    char one = 0;
    while (!came.ends_with(R"({"pong":true})") && ::recv(socket.get(), &one, 1, 0) == 1) came += one;
    REQUIRE(came.starts_with("HTTP/1.1 200"));
    return socket;
}

rt::fd asked(const rt::address& at, const std::string& target) {
    rt::fd socket = connect_to(at);
    say(socket, "GET " + target + " HTTP/1.1\r\nhost: a\r\n\r\n");
    return socket;
}

// The line of a request that the server has read: by then every earlier one is in the log, or at work.
std::string access_line(served_process& server, const rt::address& at, const std::string& target) {
    const std::string end = " - \"GET " + target + " HTTP/1.1\" ";
    ask_once(at, target);
    REQUIRE(server.says(end));
    return server.said_line(end);
}

}  // namespace

TEST_CASE("the app runs in one process, and the log names where it listens") {
    served_process server(on_any_port());
    const rt::address at = here(server.port());
    std::set<int> pids;
    for (int i = 0; i < 5; ++i) pids.insert(json_of(ask_once(at, "/pid")).at("pid").get<int>());
    CHECK(pids == std::set<int>{server.pid()});
    CHECK(server.says("http://" + at.to_string() + " "));
}

TEST_CASE("each request has one access line: client, request line, status") {
    served_process server(on_any_port());
    const rt::address at = here(server.port());
    const rt::fd one = connect_to(at);
    say(one, "GET /ping?x=%20 HTTP/1.1\r\nhost: a\r\n\r\nPOST /ping HTTP/1.0\r\n\r\n");
    hear(one);
    const std::string line = access_line(server, at, "/nowhere");
    CHECK(line.find("127.0.0.1:") != line.npos);
    CHECK(line.ends_with(" 404 Not Found"));
    CHECK(server.end_by(SIGTERM) == 0);
    const std::string& log = server.said();
    const std::string first = " - \"GET /ping?x=%20 HTTP/1.1\" 200",
                      second = " - \"POST /ping HTTP/1.0\" 405";
    CHECK(server.times_said(first) == 1);
    CHECK(server.times_said(second) == 1);
    CHECK(log.find(first) < log.find(second));
}

TEST_CASE("--no-access-log leaves these lines out, and no other") {
    served_process server(on_any_port({"--no-access-log"}));
    const rt::address at = here(server.port());
    CHECK(ask_once(at, "/errors/crash").starts_with("HTTP/1.1 500 "));
    CHECK(server.end_by(SIGTERM) == 0);
    CHECK(server.said().find("GET /errors/crash") == std::string::npos);
    CHECK(server.said().find("boom: secret-detail") != std::string::npos);
}

TEST_CASE("the text of an unhandled exception goes to the log, never to the client") {
    served_process server(on_any_port());
    const rt::address at = here(server.port());
    for (const char* const target : {"/errors/crash", "/errors/crash-sync", "/deps/yield-crash/t"}) {
        const std::string answer = ask_once(at, target);
        CHECK(answer.starts_with("HTTP/1.1 500 "));
        CHECK(answer.find("boom") == answer.npos);
    }
    CHECK(server.says("boom: secret-detail"));
}

TEST_CASE("--timeout-keep-alive closes an idle connection") {
    served_process server(on_any_port({"--timeout-keep-alive", "1"}));
    const rt::fd idle = idle_connection(here(server.port()));
    CHECK(hear(idle).empty());  // returns at the end of the connection
}

TEST_CASE("--limit-concurrency answers 503 beyond it, and serves again when there is room") {
    served_process server(on_any_port({"--limit-concurrency", "1"}));
    const rt::address at = here(server.port());
    rt::fd idle = idle_connection(at);
    CHECK(ask_once(at, "/ping").starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
    ::shutdown(idle.get(), SHUT_WR);
    hear(idle);  // the server has closed its side
    std::string answer;
    while (!answer.starts_with("HTTP/1.1 200")) answer = ask_once(at, "/ping");
}

TEST_CASE("--limit-max-requests ends it cleanly after so many") {
    const temporary_folder folder;
    served_process server(on_any_port({"--limit-max-requests", "3"}, folder / "shutdown"));
    const rt::address at = here(server.port());
    for (int i = 0; i < 3; ++i) CHECK(ask_once(at, "/ping").starts_with("HTTP/1.1 200"));
    CHECK(server.wait() == 0);
    CHECK(content_of(folder / "shutdown") == "shutdown\n");
}

TEST_CASE("--workers are processes that share the port") {
    served_process server(on_any_port({"--workers", "2"}));
    const rt::address at = here(server.port());
    REQUIRE(server.says("Application startup complete.", 2));
    const std::string pid = std::to_string(json_of(ask_once(at, "/pid")).at("pid").get<int>());
    CHECK(server.times_said("Started server process [" + pid + "]") == 1);
    CHECK(server.times_said("Started server process [") == 2);
    CHECK(server.end_by(SIGTERM) == 0);
}

TEST_CASE("X-Forwarded-Proto and -For count from 127.0.0.1, unless --no-proxy-headers") {
    const std::string proxied = "x-forwarded-proto: https\r\nx-forwarded-for: 203.0.113.9\r\n";
    served_process server(on_any_port());
    const nlohmann::json seen = json_of(ask_once(here(server.port()), "/request-info", proxied));
    CHECK(seen.at("scheme") == "https");
    CHECK(seen.at("client_host") == "203.0.113.9");
    served_process deaf(on_any_port({"--no-proxy-headers"}));
    const nlohmann::json unseen = json_of(ask_once(here(deaf.port()), "/request-info", proxied));
    CHECK(unseen.at("scheme") == "http");
    CHECK(unseen.at("client_host") == "127.0.0.1");
}

TEST_CASE("--root-path stands in the document's servers") {
    served_process server(on_any_port({"--root-path", "/api/v1"}));
    const rt::address at = here(server.port());
    CHECK(json_of(ask_once(at, "/openapi.json")).at("servers") == nlohmann::json{{{"url", "/api/v1"}}});
    CHECK(json_of(ask_once(at, "/sub/openapi.json")).at("servers") ==
          nlohmann::json{{{"url", "/api/v1/sub"}}});
}

TEST_CASE("no request is accepted before the startup is over") {
    const auto before = std::chrono::system_clock::now();
    served_process server(on_any_port());
    const double started = json_of(ask_once(here(server.port()), "/state")).at("started").get<double>();
    CHECK(started > std::chrono::duration<double>(before.time_since_epoch()).count());
}

TEST_CASE("told to stop, it answers what is in flight, closes what is idle, and shuts down once") {
    for (const int signal : {SIGTERM, SIGINT}) {
        const temporary_folder folder;
        served_process server(on_any_port({}, folder / "shutdown"));
        const rt::address at = here(server.port());
        const rt::fd idle = idle_connection(at);
        const rt::fd async = asked(at, "/sleep/async?ms=400"), thread = asked(at, "/sleep/sync?ms=400");
        const rt::fd streamed = asked(at, "/stream/ticks/t?n=3&ms=100");
        access_line(server, at, "/ping");
        server.send(signal);
        CHECK(hear(idle).empty());
        CHECK(text_behind_head(hear(async)) == R"({"slept":400})");
        CHECK(text_behind_head(hear(thread)) == R"({"slept":400})");
        CHECK(hear(streamed).ends_with("0\r\n\r\n"));
        CHECK(server.wait() == 0);
        CHECK(content_of(folder / "shutdown") == "shutdown\n");
        rt::fd late(::socket(AF_INET, SOCK_STREAM, 0));
        CHECK(::connect(late.get(), at.data(), at.size()) != 0);
    }
}

TEST_CASE("a port in use is said, and the exit status is not 0") {
    served_process first(on_any_port());
    const std::string port = std::to_string(first.port());
    for (const words& flags : {words{"--port", port}, words{"--port", port, "--workers", "2"}}) {
        served_process second(command(flags));
        CHECK(second.wait() != 0);
        CHECK(second.said().find("in use") != std::string::npos);
    }
}
