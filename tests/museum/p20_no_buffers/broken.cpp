// A multishot receive takes its buffers from a ring of provided ones. They are used up, the receive ends with
// -ENOBUFS, and is armed again at once: it ends at once.
#include <liburing.h>

#include <cerrno>
#include <cstdio>

// What the kernel does with a multishot receive on a socket where four messages wait.
struct kernel {
    int buffers = 2;
    int messages = 4;
    int armed = 0;

    // RETURNS the result of the next completion, and whether the receive goes on.
    int receive(unsigned& flags) {
        flags = 0;
        if (buffers == 0) return -ENOBUFS;
        --buffers;
        if (--messages > 0) flags = IORING_CQE_F_MORE;
        return 100;
    }
};

int main() {
    kernel k;
    int read = 0, in_use = 0;
    unsigned flags = 0;
    while (read < 4 && k.armed < 1000) {
        if ((flags & IORING_CQE_F_MORE) == 0) ++k.armed;
        const int got = k.receive(flags);
        if (got == -ENOBUFS) continue;  // again, until it works
        ++read;
        ++in_use;  // it goes back when this task has had its turn, after those of the loop
    }
    std::printf("%d of 4 messages, %d buffers in use, armed %d times\n", read, in_use, k.armed);
}
