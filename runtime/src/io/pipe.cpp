#include <signal.h>

#include <cerrno>
#include <rt/io/pipe.hpp>
#include <rt/io/syscalls.hpp>

namespace rt {

namespace {

// A write to a pipe has no flag that says "no signal". Who has asked for one keeps it.
bool ignore_broken_pipes() noexcept {
    struct sigaction now {};
    if (::sigaction(SIGPIPE, nullptr, &now) < 0 || now.sa_handler != SIG_DFL) return false;
    now.sa_handler = SIG_IGN;
    return ::sigaction(SIGPIPE, &now, nullptr) == 0;
}

}  // namespace

io_result<pipe_ends> make_pipe() {
    [[maybe_unused]] static const bool once = ignore_broken_pipes();
    int ends[2];
    if (syscalls::pipe(ends) < 0) return std::error_code(errno, std::system_category());
    return pipe_ends{pipe_reader(fd(ends[0])), pipe_writer(fd(ends[1]))};
}

task<io_result<done>> pipe_writer::write_all(std::span<const std::byte> from, duration limit) const {
    while (!from.empty()) {
        const auto taken = co_await write_some(from).within(limit);
        if (!taken) co_return taken.error();
        from = from.subspan(*taken);
    }
    co_return done{};
}

}  // namespace rt
