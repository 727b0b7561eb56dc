#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <http_min/server/workers.hpp>
#include <string>
#include <system_error>
#include <vector>

namespace http_min {

namespace {

constexpr int environment_refuses = 3;

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
        while (!workers_.empty()) {
            const int which = ::sigwaitinfo(&ours_, nullptr);
            if (which == SIGCHLD) bury_and_replace();
            if (which == SIGHUP) tell_all(SIGTERM);  // each is replaced when it has ended
            if (which == SIGINT || which == SIGTERM) {
                if (!stopping_) log_.info("Stopping parent process [" + std::to_string(::getpid()) + "]");
                stop();
            }
        }
        return code_;
    }

  private:
    void start() {
        std::fflush(nullptr);
        const pid_t parent = ::getpid();
        const pid_t child = ::fork();
        if (child < 0) throw std::system_error(errno, std::system_category(), "fork");
        if (child > 0) return workers_.push_back(child);
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent) ::_exit(0);  // it has died meanwhile
        // Ctrl+C reaches everybody in front of the terminal; the parent passes it on as SIGTERM, and twice is force.
        ::signal(SIGINT, SIG_IGN);
        ::sigprocmask(SIG_SETMASK, &before_, nullptr);
        const int code = work_();
        std::fflush(nullptr);
        ::_exit(code);
    }

    void bury_and_replace() {
        for (int status = 0;;) {
            const pid_t ended = ::waitpid(-1, &status, WNOHANG);
            if (ended <= 0) return;
            if (std::erase(workers_, ended) == 0 || stopping_) continue;
            if (WIFEXITED(status) && WEXITSTATUS(status) == environment_refuses) {
                code_ = environment_refuses;
                stop();
                continue;
            }
            if (WIFSIGNALED(status))
                log_.warning("Child process [" + std::to_string(ended) + "] died of signal " +
                             std::to_string(WTERMSIG(status)));
            start();
        }
    }

    void stop() {
        stopping_ = true;
        tell_all(SIGTERM);
    }

    void tell_all(int signal) const {
        for (const pid_t each : workers_) ::kill(each, signal);
    }

    const std::function<int()>& work_;
    const server_log& log_;
    sigset_t ours_{};
    sigset_t before_{};
    std::vector<pid_t> workers_;
    bool stopping_ = false;
    int code_ = 0;
};

}  // namespace

int run_workers(int count, const std::function<int()>& work, const server_log& log) {
    return company(work, log).run(count);
}

}  // namespace http_min
