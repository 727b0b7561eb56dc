// serve(): a process of its own, and how it ends.
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <http_min/app/app.hpp>
#include <http_min/server/serve.hpp>

#include <array>
#include <rt/io/fd.hpp>
#include <rt/net/stream.hpp>
#include <rt/sync/event.hpp>
#include <string>

#include "support/catch.hpp"

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

// A child process that serves; what it writes to standard error is read here.
class served_process {
  public:
    explicit served_process(std::uint16_t port = 0) {
        std::array<int, 2> ends{-1, -1};
        REQUIRE(::pipe(ends.data()) == 0);
        errors_ = rt::fd(ends[0]);
        const rt::fd writer(ends[1]);
        child_ = ::fork();
        REQUIRE(child_ >= 0);
        if (child_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that is killed leaves no server behind
            ::dup2(writer.get(), STDERR_FILENO);
            http_min::server_options options;
            options.port = port;
            options.access_log = false;
            options.graceful_shutdown = std::chrono::milliseconds(1);
            ::_exit(http_min::serve(stubborn_app(), options));
        }
    }
    ~served_process() {
        if (child_ > 0) end_by(SIGKILL);
    }

    // RETURNS the port; 0 when it has ended without serving.
    std::uint16_t port() {
        while (said_.find("(Press") == said_.npos || said_.find("startup complete") == said_.npos)
            if (!read_more()) return 0;
        return static_cast<std::uint16_t>(std::stoul(said_.substr(said_.find("127.0.0.1:") + 10)));
    }

    // RETURNS the exit code; -1 when the signal itself ended it.
    int end_by(int signal) {
        ::kill(child_, signal);
        return wait();
    }

    int wait() {
        int status = 0;
        ::waitpid(std::exchange(child_, 0), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    std::string said() {
        while (read_more()) continue;
        return said_;
    }

  private:
    bool read_more() {
        std::array<char, 1024> buffer{};
        const ssize_t got = ::read(errors_.get(), buffer.data(), buffer.size());
        if (got > 0) said_.append(buffer.data(), static_cast<std::size_t>(got));
        return got > 0;
    }

    pid_t child_ = 0;
    rt::fd errors_;
    std::string said_;
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
        served_process server;
        wait_for_an_answer(server.port());
        CHECK(server.end_by(signal) == 0);
    }
}

TEST_CASE("a port in use ends with 3, and says so") {
    served_process first;
    served_process second(first.port());
    CHECK(second.port() == 0);
    CHECK(second.said().find("Address already in use") != std::string::npos);
    CHECK(second.wait() == 3);
}

TEST_CASE("after kill -9 the port can be taken again at once") {
    served_process first;
    const std::uint16_t port = first.port();
    wait_for_an_answer(port);
    first.end_by(SIGKILL);
    served_process second(port);
    CHECK(second.port() == port);
}

TEST_CASE("a handler that blocks its thread keeps the server no longer than the limit") {
    served_process server;
    const rt::fd client = ask(server.port(), "/blocks");
    wait_for_an_answer(server.port());
    CHECK(server.end_by(SIGTERM) == 0);
    CHECK(server.said().find("a handler has not ended") != std::string::npos);
}

TEST_CASE("a handler that waits for ever is cancelled, and nothing is left behind") {
    served_process server;
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
