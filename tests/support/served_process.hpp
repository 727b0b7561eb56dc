// served_process.hpp -- a child process that serves, what it says, how it ends; and the least of a client.
#pragma once

#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <http_min/server/serve.hpp>
#include <rt/io/fd.hpp>
#include <rt/net/address.hpp>
#include <string>
#include <utility>

#include "support/catch.hpp"

// Everything it writes, to either stream, is read here.
class served_process {
  public:
    explicit served_process(const std::function<int()>& serve) {
        std::array<int, 2> ends{-1, -1};
        REQUIRE(::pipe(ends.data()) == 0);
        output_ = rt::fd(ends[0]);
        const rt::fd writer(ends[1]);
        child_ = ::fork();
        REQUIRE(child_ >= 0);
        if (child_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that is killed leaves no server behind
            ::dup2(writer.get(), STDERR_FILENO);
            ::dup2(writer.get(), STDOUT_FILENO);
            for (const int each : {SIGINT, SIGTERM}) ::signal(each, SIG_DFL);  // they are the tests' framework's
            ::alarm(50);
            ::_exit(serve());
        }
    }
    served_process(const served_process&) = delete;
    served_process& operator=(const served_process&) = delete;
    ~served_process() {
        if (child_ > 0) end_by(SIGKILL);
    }

    // RETURNS false when it has ended without saying it (so often).
    bool says(std::string_view what, std::size_t times = 1) {
        while (times_said(what) < times)
            if (!read_more()) return false;
        return true;
    }
    std::size_t times_said(std::string_view what) const {
        std::size_t times = 0;
        for (std::size_t at = said_.find(what); at != said_.npos; at = said_.find(what, at + 1)) ++times;
        return times;
    }

    // The line that has this in it; to be asked when it has been said.
    std::string said_line(std::string_view what) {
        const std::size_t at = said_.find(what);
        while (said_.find('\n', at) == said_.npos)
            if (!read_more()) break;
        const std::size_t start = said_.rfind('\n', at) + 1;
        return said_.substr(start, said_.find('\n', at) - start);
    }

    std::uint16_t port() {
        REQUIRE(says("(Press"));
        return static_cast<std::uint16_t>(std::stoul(said_.substr(said_.find("127.0.0.1:") + 10)));
    }

    pid_t pid() const { return child_; }
    void send(int signal) const { ::kill(child_, signal); }

    // RETURNS the exit code; -1 when the signal itself ended it.
    int end_by(int signal) {
        send(signal);
        return wait();
    }
    int wait() {
        while (read_more()) continue;  // a full pipe would stop it
        int status = 0;
        ::waitpid(std::exchange(child_, 0), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    // All of it, when it has ended.
    const std::string& said() {
        while (read_more()) continue;
        return said_;
    }

  private:
    bool read_more() {
        std::array<char, 1024> buffer{};
        const ssize_t got = ::read(output_.get(), buffer.data(), buffer.size());
        if (got > 0) said_.append(buffer.data(), static_cast<std::size_t>(got));
        return got > 0;
    }

    pid_t child_ = 0;
    rt::fd output_;
    std::string said_;
};

inline rt::fd connect_to(const rt::address& at) {
    rt::fd socket(::socket(at.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    REQUIRE(::connect(socket.get(), at.data(), at.size()) == 0);
    return socket;
}

inline void say(const rt::fd& socket, const std::string& text) {
    REQUIRE(::send(socket.get(), text.data(), text.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(text.size()));
}

// Everything up to the end of the connection.
inline std::string hear(const rt::fd& socket) {
    std::string all;
    std::array<char, 4096> buffer{};
    for (;;) {
        const ssize_t got = ::recv(socket.get(), buffer.data(), buffer.size(), 0);
        if (got <= 0) return all;
        all.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

inline std::string ask_once(const rt::address& at, const std::string& target,
                            const std::string& headers = "") {
    const rt::fd socket = connect_to(at);
    say(socket, "GET " + target + " HTTP/1.1\r\nhost: a\r\nconnection: close\r\n" + headers + "\r\n");
    return hear(socket);
}

inline rt::address here(std::uint16_t port) {
    return rt::address::parse("127.0.0.1", port).value_or_throw("parse");
}
inline std::string text_behind_head(const std::string& answer) {
    return answer.substr(answer.find("\r\n\r\n") + 4);
}
