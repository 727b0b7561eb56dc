#include "process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "become.hpp"
#include "failure.hpp"

namespace lab {
namespace {

using clock = std::chrono::steady_clock;

[[noreturn]] void cannot(const char* call) {
    throw environment_error(std::string(call) + ": " + std::strerror(errno));
}

}  // namespace

limits learner_limits(milliseconds time) {
    limits bounds;
    bounds.time = time;
    bounds.file_size = 256u << 20;
#if !defined(RINGLAB_SANITIZED)
    bounds.address_space = std::size_t{8} << 30;
#endif
    return bounds;
}

std::string outcome::in_words() const {
    char text[80];
    switch (how) {
        case ending::exited:
            std::snprintf(text, sizeof text, "exit code %d", code);
            break;
        case ending::signalled:
            std::snprintf(text, sizeof text, "killed by SIG%s (%s)", ::sigabbrev_np(code),
                          ::sigdescr_np(code));
            break;
        case ending::timed_out:
            std::snprintf(text, sizeof text, "no end within %.1f s",
                          static_cast<double>(took.count()) / 1000);
            break;
        case ending::interrupted:
            std::snprintf(text, sizeof text, "interrupted");
            break;
    }
    return text;
}

child::child(const command& what, const limits& bounds) : bounds_(bounds) {
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    sigset_t ours;
    ::sigemptyset(&ours);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) ::sigaddset(&ours, signal);
    ::sigprocmask(SIG_BLOCK, &ours, &mask_before_);
    signals_ = ::signalfd(-1, &ours, SFD_CLOEXEC);

    std::array<int, 2> pipe{-1, -1};
    if (!bounds_.terminal && ::pipe2(pipe.data(), O_CLOEXEC) != 0) cannot("pipe2");
    std::fflush(nullptr);  // or the child would print our buffer again
    pid_ = ::fork();
    if (pid_ < 0) cannot("fork");
    if (pid_ == 0) detail::become(what, bounds_, pipe[1], mask_before_);
    if (!bounds_.terminal) ::setpgid(pid_, pid_);  // in both, so that neither has to wait for the other
    if (pipe[1] >= 0) ::close(pipe[1]);
    output_ = pipe[0];
    if (output_ >= 0) ::fcntl(output_, F_SETFL, O_NONBLOCK);
    pidfd_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
    if (pidfd_ < 0) cannot("pidfd_open");
    if (!bounds_.log.empty()) log_ = std::fopen(bounds_.log.c_str(), "we");
    running_ = true;
    if (bounds_.time) until_ = start_ + *bounds_.time;
}

child::~child() {
    if (running_) kill_all();
    for (const int fd : {pidfd_, output_, signals_})
        if (fd >= 0) ::close(fd);
    if (log_) std::fclose(log_);
    ::sigprocmask(SIG_SETMASK, &mask_before_,
                  nullptr);  // a pending Ctrl-C ends lab here, with nothing left running
}

void child::send_signal(int signal) {
    if (running_) ::kill(pid_, signal);
}

bool child::wait_for_line(const std::function<bool(std::string_view)>& wanted, milliseconds at_most) {
    bool seen = false;
    on_line_ = [&](std::string_view line) { seen = seen || wanted(line); };
    const auto until_before = std::exchange(until_, clock::now() + at_most);
    while (!seen && turn()) {
    }
    until_ = until_before;
    on_line_ = {};
    return seen;
}

outcome child::wait(const line_reader& on_line) {
    on_line_ = on_line;
    while (turn()) {
    }
    if (running_) {
        if (result_.how != ending::interrupted) result_.how = ending::timed_out;
        kill_all();
    }
    if (!partial_line_.empty() && on_line_) on_line_(partial_line_);
    result_.took = std::chrono::duration_cast<milliseconds>(clock::now() - start_);
    return result_;
}

bool child::turn() {
    if (!running_) return false;
    std::array<pollfd, 3> events{{{pidfd_, POLLIN, 0}, {signals_, POLLIN, 0}, {output_, POLLIN, 0}}};
    int wait = -1;
    if (until_ != clock::time_point::max()) {
        const auto left = std::chrono::ceil<milliseconds>(until_ - clock::now()).count();
        if (left <= 0) return false;
        wait = static_cast<int>(left);
    }
    ::poll(events.data(), events.size(), wait);
    if (events[2].revents) read_output();
    if (events[1].revents) {  // left unread, so that it still ends lab when the child is gone
        result_.how = ending::interrupted;
        return false;
    }
    if (events[0].revents) {
        reap();
        return false;
    }
    return true;
}

void child::read_output() {
    std::array<char, 1 << 16> buffer;
    for (int turns = 0; turns < 16; ++turns) {  // bounded: a flood must not keep us from looking at the clock
        const auto got = ::read(output_, buffer.data(), buffer.size());
        if (got == 0) {
            ::close(std::exchange(output_, -1));
            return;
        }
        if (got < 0) return;
        const std::string_view text(buffer.data(), static_cast<std::size_t>(got));
        const auto kept =
            text.substr(0, bounds_.kept_output - std::min(bounds_.kept_output, result_.output.size()));
        result_.output += kept;
        result_.output_cut = result_.output_cut || kept.size() < text.size();
        if (log_) std::fwrite(kept.data(), 1, kept.size(), log_);
        partial_line_ += kept;
        take_lines();
    }
}

void child::take_lines() {
    std::size_t start = 0;
    for (auto end = partial_line_.find('\n'); end != std::string::npos;
         end = partial_line_.find('\n', start)) {
        if (on_line_) on_line_(std::string_view(partial_line_).substr(start, end - start));
        start = end + 1;
    }
    partial_line_.erase(0, start);
}

void child::reap() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    running_ = false;
    if (WIFSIGNALED(status)) result_.how = ending::signalled;
    result_.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    if (!bounds_.terminal) ::kill(-pid_, SIGKILL);  // what it started and left behind
    detail::sweep_descendants();
    if (output_ >= 0) read_output();
}

void child::kill_all() {
    ::kill(bounds_.terminal ? pid_ : -pid_, SIGKILL);
    const auto how = result_.how;
    reap();
    result_.how = how;
}

outcome run(const command& what, const limits& bounds, const line_reader& on_line) {
    return child(what, bounds).wait(on_line);
}

}  // namespace lab
