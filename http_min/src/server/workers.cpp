#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <http_min/server/workers.hpp>
#include <string>
#include <system_error>
#include <vector>

namespace http_min {

namespace {

using clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr int environment_refuses = 3;

// A worker that dies within a moment would do so again: its successor begins a moment later, not at once for ever.
constexpr clock::duration moment = 1s;

struct worker {
    pid_t pid;
    clock::time_point started;
};

class company {
  public:
    company(const std::function<int()>& work, const server_log& log) : work_(work), log_(log) {
        ::sigemptyset(&ours_);
        for (const int each : {SIGINT, SIGTERM, SIGHUP, SIGCHLD}) ::sigaddset(&ours_, each);
        ::sigprocmask(SIG_BLOCK, &ours_, &before_);
    }
    company(const company&) = delete;
    company& operator=(const company&) = delete;
    ~company() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }

    int run(int count) {
        for (int i = 0; i < count; ++i) start();
        while (!workers_.empty() || held_back_ > 0) {
            const int which = next_signal();
            if (which == SIGCHLD) bury_and_replace();
            if (which == none_in_time)
                for (; held_back_ > 0; --held_back_) start();
            if (which == SIGHUP) tell_all(SIGTERM);  // each is replaced when it has ended
            if (which == SIGINT || which == SIGTERM) {
                if (!stopping_) log_.info("Stopping parent process [" + std::to_string(::getpid()) + "]");
                stop();
            }
        }
        return code_;
    }

  private:
    static constexpr int none_in_time = 0;

    int next_signal() const {
        if (held_back_ == 0) return ::sigwaitinfo(&ours_, nullptr);
        const auto left = std::max(again_at_ - clock::now(), clock::duration::zero());
        const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
        const timespec limit{seconds.count(), std::chrono::nanoseconds(left - seconds).count()};
        const int which = ::sigtimedwait(&ours_, nullptr, &limit);
        return which < 0 && errno == EAGAIN ? none_in_time : which;
    }

    void start() {
        std::fflush(nullptr);
        const pid_t parent = ::getpid();
        const pid_t child = ::fork();
        if (child < 0) throw std::system_error(errno, std::system_category(), "fork");
        if (child > 0) return workers_.push_back({child, clock::now()});
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent) ::_exit(0);  // it has died meanwhile
        // Ctrl+C reaches everybody in front of the terminal; the parent passes it on as SIGTERM, and twice is force.
        ::signal(SIGINT, SIG_IGN);
        // SIGTERM stays blocked: who is told to end while it begins shall hear it when it listens, not die of it.
        sigset_t blocked = before_;
        ::sigaddset(&blocked, SIGTERM);
        ::sigprocmask(SIG_SETMASK, &blocked, nullptr);
        const int code = work_();
        std::fflush(nullptr);
        ::_exit(code);
    }

    void bury_and_replace() {
        for (int status = 0;;) {
            const pid_t ended = ::waitpid(-1, &status, WNOHANG);
            if (ended <= 0) return;
            const auto who = std::ranges::find(workers_, ended, &worker::pid);
            if (who == workers_.end()) continue;
            const bool at_once = clock::now() - who->started < moment;
            workers_.erase(who);
            if (stopping_) continue;
            if (WIFEXITED(status) && WEXITSTATUS(status) == environment_refuses) {
                code_ = environment_refuses;
                stop();
                continue;
            }
            if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
                say_how(ended, status, at_once);
                if (at_once) {
                    hold_back();
                    continue;
                }
            }
            start();
        }
    }

    void say_how(pid_t who, int status, bool at_once) const {
        const std::string how = WIFSIGNALED(status)
                                    ? " died of signal " + std::to_string(WTERMSIG(status))
                                    : " ended with code " + std::to_string(WEXITSTATUS(status));
        log_.warning("Child process [" + std::to_string(who) + "]" + how +
                     (at_once ? ", right after its start: the next one is started in a second" : ""));
    }

    void hold_back() {
        if (held_back_++ == 0) again_at_ = clock::now() + moment;
    }

    void stop() {
        stopping_ = true;
        held_back_ = 0;
        tell_all(SIGTERM);
    }

    void tell_all(int signal) const {
        for (const worker& each : workers_) ::kill(each.pid, signal);
    }

    const std::function<int()>& work_;
    const server_log& log_;
    sigset_t ours_{};
    sigset_t before_{};
    std::vector<worker> workers_;
    int held_back_ = 0;             // so many are to be started
    clock::time_point again_at_{};  // then
    bool stopping_ = false;
    int code_ = 0;
};

}  // namespace

int run_workers(int count, const std::function<int()>& work, const server_log& log) {
    return company(work, log).run(count);
}

}  // namespace http_min
