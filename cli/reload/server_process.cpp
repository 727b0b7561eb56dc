#include "reload/server_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "failure.hpp"

namespace lab::reload {
namespace {

constexpr int first_passed_on = 3;  // SD_LISTEN_FDS_START

[[noreturn]] void become(const server_start& how, pid_t lab) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != lab) ::_exit(0);  // it has died meanwhile
    ::setpgid(0, 0);
    ::sigprocmask(SIG_SETMASK, &how.mask, nullptr);
    ::dup2(::open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
    ::dup2(how.socket, first_passed_on);
    ::setenv("LISTEN_FDS", "1", 1);
    ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
    ::setenv("HTTP_MIN_RELOAD_NOTICE", how.notice.c_str(), 1);
    std::vector<char*> words{const_cast<char*>(how.program.c_str())};
    for (const auto& word : how.words) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    ::execv(words[0], words.data());
    std::fprintf(stderr, "lab: cannot run %s: %s\n", words[0], std::strerror(errno));
    ::_exit(127);
}

}  // namespace

server_process::server_process(const server_start& how) {
    std::fflush(nullptr);
    const pid_t lab = ::getpid();
    pid_ = ::fork();
    if (pid_ < 0) throw environment_error(std::string("fork: ") + std::strerror(errno));
    if (pid_ == 0) become(how, lab);
}

server_process::~server_process() {
    if (pid_ == 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

std::optional<outcome> server_process::ended() {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
    pid_ = 0;
    outcome how;
    if (WIFSIGNALED(status)) how.how = ending::signalled;
    how.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    return how;
}

}  // namespace lab::reload
