#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <functional>
#include <http_min/server/command_line.hpp>
#include <http_min/server/listening_socket.hpp>
#include <http_min/server/serve.hpp>
#include <http_min/server/server_crew.hpp>
#include <http_min/server/workers.hpp>
#include <rt/io/run.hpp>
#include <rt/io/signal_set.hpp>
#include <rt/loop/spawn.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace http_min {

namespace {

constexpr int environment_refuses = 3;

// Every connection is a descriptor: as many as we may have without asking anybody.
void raise_descriptor_limit() noexcept {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

rt::task<> stop_on_signal(server_crew& crew, rt::signal_set& signals) {
    for (;;) {
        const auto which = co_await signals.next();
        if (!which) co_return;
        crew.log().info("Shutting down");
        const bool waits = !crew.is_idle();
        crew.stop();
        if (waits) crew.log().info("Waiting for connections to close. (CTRL+C to force quit)");
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

rt::task<> end_when_over(server_crew& crew) {
    co_await crew.over().wait();
    if (!crew.is_idle()) end_soon();
}

rt::task<> serve_until_signal(server_crew& crew, rt::signal_set& signals, rt::runtime* loops,
                              bool says_where) {
    if (rt::loop::current().driver_name() == "simulated")
        throw std::invalid_argument(
            "no client reaches the simulated driver's network: choose uring or epoll");
    crew.log().info("Driver: " + std::string(rt::loop::current().driver_name()));
    rt::spawn(stop_on_signal(crew, signals), "signals");
    std::function<void()> when_ready = [&crew, says_where] {
        if (says_where)
            crew.log().info("http_min running on " + name_of(crew.where()) + " (Press CTRL+C to quit)");
        rt::spawn(end_when_over(crew), "end");
    };
    co_await crew.run(loops, std::move(when_ready));
}

// One process. RETURNS its exit code.
int serve_here(const app& api, const server_options& options, bool says_where) {
    const server_log log(options.log);
    try {
        rt::signal_set signals{SIGINT, SIGTERM};
        server_crew crew(api, options);
        log.info("Started server process [" + std::to_string(::getpid()) + "]");
        const rt::run_options how{.driver = options.driver};
        try {
            if (options.threads == 1) {
                rt::run(serve_until_signal(crew, signals, nullptr, says_where), how);
            } else {
                rt::runtime loops(static_cast<std::size_t>(options.threads), how);
                loops.run(serve_until_signal(crew, signals, &loops, says_where));
            }
        } catch (const rt::deadlock&) {  // it was told to stop, and a shielded handler waits for ever
            std::fprintf(stderr, "%s", left_behind.data());
        }
        ::alarm(0);
        log.info("Finished server process [" + std::to_string(::getpid()) + "]");
        return 0;
    } catch (const std::exception& e) {
        log.error(e.what());
        return environment_refuses;
    }
}

int serve_by_workers(const app& api, server_options options) {
    const server_log log(options.log);
    try {
        const rt::listener clients = open_listener(options);
        const rt::address where = clients.local().value_or_throw("getsockname");
        options.fd = clients.descriptor().get();
        log.info("http_min running on " + name_of(where) + " (Press CTRL+C to quit)");
        log.info("Started parent process [" + std::to_string(::getpid()) + "]");
        ::unsetenv("LISTEN_FDS");  // it is the parent's
        const int code = run_workers(
            options.workers, [&] { return serve_here(api, options, false); }, log);
        log.info("Stopped parent process [" + std::to_string(::getpid()) + "]");
        return code;
    } catch (const std::exception& e) {
        log.error(e.what());
        return environment_refuses;
    }
}

}  // namespace

int serve(const app& api, const server_options& options) {
    ::signal(SIGPIPE, SIG_IGN);  // a log into a closed pipe is an error of a write, not the end of the server
    raise_descriptor_limit();
    const int code = options.workers > 1 ? serve_by_workers(api, options) : serve_here(api, options, true);
    if (!options.uds.empty() && code == 0) ::unlink(options.uds.c_str());
    return code;
}

int serve(const app& api, int argc, char** argv) {
    server_options options;
    if (const std::optional<int> code = read_command_line(options, api.title(), argc, argv)) return *code;
    return serve(api, options);
}

}  // namespace http_min
