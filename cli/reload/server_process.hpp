// server_process.hpp -- a server on a socket that is lab's.
//
// It leads a process group of its own, so that Ctrl-C reaches lab alone, which then ends the servers in order.
// Its streams are lab's. It dies with lab, even of kill -9.
//
// Lifetime: one that has not ended when its object does is killed.
#pragma once
#include <sys/types.h>

#include <csignal>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "process.hpp"

namespace lab::reload {

struct server_start {
    std::filesystem::path program;
    std::vector<std::string> words;
    int socket;
    std::filesystem::path notice;
    sigset_t mask;  // the signals that are blocked outside of lab's event loop
};

class server_process {
  public:
    explicit server_process(const server_start& how);
    ~server_process();
    server_process(server_process&& from) noexcept : pid_(std::exchange(from.pid_, 0)) {}
    server_process& operator=(server_process&& from) noexcept {
        std::swap(pid_, from.pid_);
        return *this;
    }

    void send(int signal) const { ::kill(pid_, signal); }
    // RETURNS how it has ended, if it has; to be asked after SIGCHLD, and no more after that.
    std::optional<outcome> ended();

  private:
    pid_t pid_ = 0;
};

}  // namespace lab::reload
