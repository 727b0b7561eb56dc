// The least of a server: says its version to every client, and what lab has to say. Serves one client at a time.
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

constexpr const char* version = "version 1";
constexpr int clients = 3;

std::string notice() {
    std::ifstream file(std::getenv("HTTP_MIN_RELOAD_NOTICE"));
    return std::string(std::istreambuf_iterator<char>(file), {});
}

void serve(int client) {
    std::string asked;
    char buffer[1024];
    const auto read_until = [&](std::string_view what) {
        while (asked.find(what) == asked.npos) {
            const ssize_t got = read(client, buffer, sizeof buffer);
            if (got <= 0) return;
            asked.append(buffer, static_cast<size_t>(got));
        }
    };
    read_until("\r\n\r\n");
    if (asked.starts_with("GET /die")) abort();
    if (asked.starts_with("GET /slow")) {
        std::cout << "at work" << std::endl;
        read_until("go on");
    }
    const std::string answer = std::string("HTTP/1.1 200 OK\r\n\r\n") + version + notice();
    send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
    close(client);
}

int main(int argc, char** argv) {
    if (std::string_view(argv[argc - 1]) == "--bogus") return 2;
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigprocmask(SIG_BLOCK, &stop, nullptr);
    pollfd events[2]{{signalfd(-1, &stop, 0), POLLIN, 0}, {clients, POLLIN, 0}};
    std::cout << version << " listens" << std::endl;
    while (poll(events, 2, -1) > 0 && !events[0].revents) serve(accept(clients, nullptr, nullptr));
    std::cout << version << " leaves" << std::endl;
}
