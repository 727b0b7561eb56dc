// shutdown() ends what waits on the connection, and keeps the number taken. It is closed when nothing waits.
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <rt/io/attempt.hpp>
#include <string_view>

// A request waits here as one does that is filled in and not submitted yet, or that epoll shall report.
class receiving : public rt::operation {
  public:
    receiving(int socket, char* into, std::uint32_t size) : operation(rt::op_code::receive, socket) {
        data = into;
        length = size;
    }
};

struct connection {
    connection() { socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends); }

    int ends[2];  // ours, and the client's
};

void write(int to, std::string_view text) {
    if (::send(to, text.data(), text.size(), 0) < 0) std::perror("send");
}

int main() {
    char page[32] = {};
    const connection ada;
    receiving from_ada(ada.ends[0], page, sizeof page);
    ::shutdown(ada.ends[0], SHUT_RDWR);  // Ada is sent away; her receive still waits

    const connection grace;
    std::printf("Grace has %s descriptor\n", grace.ends[0] == from_ada.fd ? "Ada's old" : "a new");
    write(grace.ends[1], "my password is 1234");

    const int got = rt::attempt(from_ada);
    if (got < 0) std::printf("Ada's receive: %s\n", strerror(-got));
    if (got >= 0) std::printf("Ada's receive: %d bytes%s\n", got, got == 0 ? ", the end" : page);
    ::close(ada.ends[0]);
}
