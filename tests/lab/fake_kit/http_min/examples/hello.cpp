// Not a server: says who it is, waits for SIGTERM, leaves with a code of its own.
#include <unistd.h>
#include <csignal>
#include <cstdio>

int main(int argc, char** argv) {
    std::signal(SIGTERM, [](int) { _exit(7); });
    std::printf("pid %d arguments %d last %s\n", getpid(), argc - 1, argv[argc - 1]);
    std::fflush(stdout);
    for (;;) pause();
}
