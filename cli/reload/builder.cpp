#include "reload/builder.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "failure.hpp"

namespace lab::reload {
namespace {

constexpr char well = '+', ill = '-';  // its first byte; none at all: it died

[[noreturn]] void build_and_tell(const context& lab, const build_request& request, int output) {
    std::string verdict(1, well);
    try {
        build(lab, request);
    } catch (const std::exception& problem) {
        verdict = ill + std::string(problem.what());
    }
    std::fflush(nullptr);
    [[maybe_unused]] const auto told = ::write(output, verdict.data(), verdict.size());
    ::_exit(0);
}

}  // namespace

void builder::start(const context& lab, const build_request& request, const sigset_t& mask) {
    std::array<int, 2> pipe{-1, -1};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        throw environment_error(std::string("pipe2: ") + std::strerror(errno));
    std::fflush(nullptr);
    pid_ = ::fork();
    if (pid_ < 0) throw environment_error(std::string("fork: ") + std::strerror(errno));
    if (pid_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // which ends what it has started, too
        ::sigprocmask(SIG_SETMASK, &mask, nullptr);
        build_and_tell(lab, request, pipe[1]);
    }
    ::close(pipe[1]);
    output_ = pipe[0];
    said_.clear();
}

bool builder::finished() {
    std::array<char, 4096> buffer;
    const auto got = ::read(output_, buffer.data(), buffer.size());
    if (got > 0) said_.append(buffer.data(), static_cast<std::size_t>(got));
    if (got > 0) return false;
    failure_.reset();
    if (said_.empty()) failure_ = "the build ended without a word\n";
    if (said_.starts_with(ill)) failure_ = said_.substr(1);
    stop();
    return true;
}

void builder::stop() {
    if (output_ < 0) return;
    ::close(std::exchange(output_, -1));
    ::kill(pid_, SIGTERM);
    ::waitpid(std::exchange(pid_, 0), nullptr, 0);  // unless the event loop has already
}

}  // namespace lab::reload
