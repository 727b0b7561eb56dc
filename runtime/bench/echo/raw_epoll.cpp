// The least that an echo on epoll can be: edge-triggered, one recv and one send for each message.
//
// Run it:  echo_raw_epoll PORT
#include <sys/epoll.h>
#include <unistd.h>

#include <cerrno>

#include "raw.hpp"

namespace {

void watch(int epoll, int fd, unsigned events) {
    epoll_event interest{};
    interest.events = events;
    interest.data.fd = fd;
    raw::check(::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &interest), "epoll_ctl");
}

void accept_all(int epoll, int listening) {
    for (;;) {
        const int client = ::accept4(listening, nullptr, nullptr, SOCK_NONBLOCK);
        if (client < 0) return;
        watch(epoll, client, EPOLLIN | EPOLLET | EPOLLRDHUP);
    }
}

// Until the socket is empty; a short read says that it is.
void echo(int client) {
    static char buffer[65536];
    for (;;) {
        const ssize_t got = ::recv(client, buffer, sizeof buffer, 0);
        if (got < 0 && errno == EAGAIN) return;
        const bool gone =
            got <= 0 || ::send(client, buffer, static_cast<std::size_t>(got), MSG_NOSIGNAL) != got;
        if (gone) {
            ::close(client);
            return;
        }
        if (got < static_cast<ssize_t>(sizeof buffer)) return;
    }
}

}  // namespace

int main(int argc, char** argv) {
    const int listening = raw::listen_at(raw::port(argc, argv), SOCK_NONBLOCK);
    const int epoll = raw::check(::epoll_create1(0), "epoll_create1");
    watch(epoll, listening, EPOLLIN);
    static epoll_event events[512];
    for (;;) {
        const int count = ::epoll_wait(epoll, events, 512, -1);
        for (int i = 0; i < count; ++i) {
            const int fd = events[i].data.fd;
            if (fd == listening)
                accept_all(epoll, listening);
            else
                echo(fd);
        }
    }
}
