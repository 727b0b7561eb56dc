#include "become.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace lab::detail {
namespace {

void limit(int resource, std::size_t most) {
    const rlimit bound{most, most};
    if (most > 0) ::setrlimit(static_cast<__rlimit_resource_t>(resource), &bound);
}

}  // namespace

// lab has one thread, so everything is allowed between fork and exec.
void become(const command& what, const limits& bounds, int output, const sigset_t& mask) {
    ::sigprocmask(SIG_SETMASK, &mask, nullptr);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // if lab is killed with -9, nobody else would end the program
    if (!bounds.terminal) {
        ::setpgid(0, 0);
        ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
        ::dup2(output, STDOUT_FILENO);
        ::dup2(output, STDERR_FILENO);
    }
    limit(RLIMIT_AS, bounds.address_space);
    limit(RLIMIT_FSIZE, bounds.file_size);
    if (bounds.file_size > 0) limit(RLIMIT_CORE, 1);  // a learner's crash is reported, not stored
    for (const auto& [name, value] : what.environment)
        value.empty() ? ::unsetenv(name.c_str()) : ::setenv(name.c_str(), value.c_str(), 1);
    if (!what.directory.empty() && ::chdir(what.directory.c_str()) != 0) {
        std::fprintf(stderr, "cannot enter %s: %s\n", what.directory.c_str(), std::strerror(errno));
        ::_exit(127);
    }
    std::vector<char*> words;
    for (const auto& word : what.words) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    ::execvp(words[0], words.data());
    std::fprintf(stderr, "cannot run %s: %s\n", words[0], std::strerror(errno));
    ::_exit(127);
}

// A killed child's own children come to us next, hence the loop.
void sweep_descendants() {
    const auto list = "/proc/self/task/" + std::to_string(::getpid()) + "/children";
    for (;;) {
        std::ifstream children(list);
        std::vector<pid_t> left;
        for (pid_t pid; children >> pid;) left.push_back(pid);
        if (left.empty()) return;
        for (const auto pid : left) ::kill(pid, SIGKILL);
        for (const auto pid : left) ::waitpid(pid, nullptr, 0);
    }
}

}  // namespace lab::detail
