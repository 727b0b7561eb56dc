// The load: so many connections, each sends 64 bytes, waits until they have come back, and sends again.
//
// Run it:  echo_client PORT CONNECTIONS SECONDS SERVER_PID
// It prints:  messages, and the server's CPU nanoseconds for them, after a tenth of the time to warm up.
#include <sys/epoll.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "raw.hpp"

namespace {

using clock_type = std::chrono::steady_clock;
constexpr ssize_t size = 64;

// In nanoseconds, where utime and stime count ticks of 10 ms.
unsigned long long cpu_time_of(const std::string& pid) {
    unsigned long long sum = 0;
    for (const auto& thread : std::filesystem::directory_iterator("/proc/" + pid + "/task")) {
        unsigned long long on_cpu = 0;
        std::ifstream(thread.path() / "schedstat") >> on_cpu;
        sum += on_cpu;
    }
    return sum;
}

int connect_to(std::uint16_t port) {
    const int socket = raw::check(::socket(AF_INET, SOCK_STREAM, 0), "socket");
    const int on = 1;
    raw::check(::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "setsockopt");
    const sockaddr_in at = raw::loopback(port);
    raw::check(::connect(socket, reinterpret_cast<const sockaddr*>(&at), sizeof at), "connect");
    return socket;
}

void send_one(int fd) {
    static const char message[size] = {};
    if (::send(fd, message, size, MSG_NOSIGNAL) != size) raw::check(-1, "send");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) {
        std::fprintf(stderr, "usage: echo_client PORT CONNECTIONS SECONDS SERVER_PID\n");
        return 2;
    }
    const std::string server = argv[4];
    const std::chrono::duration<double> length(std::atof(argv[3]));
    const int epoll = raw::check(::epoll_create1(0), "epoll_create1");
    std::vector<ssize_t> missing(static_cast<std::size_t>(std::atoi(argv[2])), size);
    std::vector<int> fds;
    for (std::size_t i = 0; i < missing.size(); ++i) {
        fds.push_back(connect_to(static_cast<std::uint16_t>(std::atoi(argv[1]))));
        epoll_event interest{};
        interest.events = EPOLLIN;
        interest.data.u64 = i;
        raw::check(::epoll_ctl(epoll, EPOLL_CTL_ADD, fds[i], &interest), "epoll_ctl");
    }
    for (const int fd : fds) send_one(fd);

    const auto start = clock_type::now();
    unsigned long long messages = 0;
    unsigned long long cpu_before = 0;
    static epoll_event events[512];
    static char buffer[4096];
    for (;;) {
        const int count = raw::check(::epoll_wait(epoll, events, 512, 5000), "epoll_wait");
        const auto elapsed = clock_type::now() - start;
        if (cpu_before == 0 && elapsed >= length * 0.1) {
            cpu_before = cpu_time_of(server);
            messages = 0;
        }
        if (elapsed >= length || count == 0) break;
        for (int i = 0; i < count; ++i) {
            const std::size_t who = events[i].data.u64;
            missing[who] -= raw::check(static_cast<int>(::recv(fds[who], buffer, sizeof buffer, 0)), "recv");
            if (missing[who] > 0) continue;
            missing[who] = size;
            ++messages;
            send_one(fds[who]);
        }
    }
    std::printf("%llu %llu\n", messages, cpu_time_of(server) - cpu_before);
    return messages > 0 ? 0 : 1;
}
