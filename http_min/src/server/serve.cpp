#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <http_min/server/command_line.hpp>
#include <http_min/server/serve.hpp>
#include <http_min/server/server.hpp>
#include <rt/io/run.hpp>
#include <rt/io/signal_set.hpp>
#include <rt/loop/spawn.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace http_min {

namespace {

constexpr int environment_refuses = 3;

void info(const std::string& text) { std::fprintf(stderr, "INFO:     %s\n", text.c_str()); }

// Every connection is a descriptor: as many as we may have without asking anybody.
void raise_descriptor_limit() noexcept {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

rt::task<> stop_on_signal(server& served, rt::signal_set& signals) {
    for (;;) {
        const auto which = co_await signals.next();
        if (!which) co_return;
        info("Shutting down");
        served.stop();
        if (served.connections() > 0) info("Waiting for connections to close. (CTRL+C to force quit)");
    }
}

constexpr std::string_view left_behind = "WARNING:  a handler has not ended and is left behind\n";

// A handler that blocks its thread cannot be cancelled, and run() waits for it. Whoever has sent the
// signal was promised an end: it comes a second from now, if run() has not returned by then.
void end_soon() noexcept {
    ::signal(SIGALRM, [](int) {
        [[maybe_unused]] const ssize_t written =
            ::write(STDERR_FILENO, left_behind.data(), left_behind.size());
        ::_exit(0);
    });
    ::alarm(1);
}

rt::task<> end_when_over(server& served) {
    co_await served.over().wait();
    if (served.connections() > 0) end_soon();
}

rt::task<> serve_until_signal(server& served, rt::signal_set& signals) {
    if (rt::loop::current().driver_name() == "simulated")
        throw std::invalid_argument(
            "no client reaches the simulated driver's network: choose uring or epoll");
    info("Driver: " + std::string(rt::loop::current().driver_name()));
    info("http_min running on http://" + served.where().to_string() + " (Press CTRL+C to quit)");
    rt::spawn(stop_on_signal(served, signals), "signals");
    rt::spawn(end_when_over(served), "end");
    co_await served.run();
}

}  // namespace

int serve(const app& api, const server_options& options) {
    try {
        ::signal(SIGPIPE,
                 SIG_IGN);  // a log into a closed pipe is an error of a write, not the end of the server
        raise_descriptor_limit();
        rt::signal_set signals{SIGINT, SIGTERM};
        server served(api, options);
        info("Started server process [" + std::to_string(::getpid()) + "]");
        try {
            rt::run(serve_until_signal(served, signals), {.driver = options.driver});
        } catch (const rt::deadlock&) {  // it was told to stop, and a shielded handler waits for ever
            std::fprintf(stderr, "%s", left_behind.data());
        }
        ::alarm(0);
        info("Finished server process [" + std::to_string(::getpid()) + "]");
        return 0;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "ERROR:    %s\n", e.what());
        return environment_refuses;
    }
}

int serve(const app& api, int argc, char** argv) {
    server_options options;
    if (const std::optional<int> code = read_command_line(options, api.title(), argc, argv)) return *code;
    return serve(api, options);
}

}  // namespace http_min
