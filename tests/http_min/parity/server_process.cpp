#include "server_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "raw_client.hpp"

namespace parity {

namespace {

constexpr int patience_ms = 20'000;

// RETURNS false at the end, or when nothing comes.
bool read_more(int from, std::string& into) {
    std::array<char, 16384> piece{};
    const ssize_t got = ::read(from, piece.data(), piece.size());
    if (got > 0) into.append(piece.data(), static_cast<std::size_t>(got));
    return got > 0;
}

}  // namespace

server_process::server_process(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {PARITY_PROGRAM, "--port", "0"});
    std::vector<char*> words;
    for (std::string& each : arguments) words.push_back(each.data());
    words.push_back(nullptr);
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
    output_ = rt::fd(ends[0]);
    const rt::fd writer(ends[1]);
    child_ = ::fork();
    if (child_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(writer.get(), STDOUT_FILENO);
        ::dup2(writer.get(), STDERR_FILENO);
        ::execv(words[0], words.data());
        ::_exit(127);
    }
    read_until_listening();
}

server_process::~server_process() {
    if (child_ > 0) end_by(SIGKILL);
}

void server_process::read_until_listening() {
    constexpr std::string_view sign = "http://127.0.0.1:";
    for (;;) {
        const std::size_t at = log_.find(sign);
        if (at != log_.npos && log_.find('\n', at) != log_.npos) {
            port_ = static_cast<std::uint16_t>(std::stoul(log_.substr(at + sign.size())));
            ::fcntl(output_.get(), F_SETFL, O_NONBLOCK);
            return;
        }
        pollfd one{output_.get(), POLLIN, 0};
        if (::poll(&one, 1, patience_ms) <= 0 || !read_more(output_.get(), log_))
            throw std::runtime_error("the parity app does not serve. It has said:\n" + log_);
    }
}

std::string server_process::exchange(std::string_view bytes) const {
    raw_client client(*this);
    client.say(bytes);  // refused half-way: the answer says why
    return client.hear_all();
}

int server_process::end_by(int signal) {
    ::kill(child_, signal);
    return wait();
}

int server_process::wait() {
    int status = 0;
    ::waitpid(std::exchange(child_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::string server_process::log() {
    while (read_more(output_.get(), log_)) continue;
    return log_;
}

}  // namespace parity
