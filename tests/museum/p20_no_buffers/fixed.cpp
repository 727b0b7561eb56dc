// Without a buffer there is nothing to arm for: it is armed again when one has come back.
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
        if (got == -ENOBUFS) {
            k.buffers += in_use;  // wait: those who have them take their turns and give them back
            in_use = 0;
            continue;
        }
        ++read;
        ++in_use;
    }
    std::printf("%d of 4 messages, %d buffers in use, armed %d times\n", read, in_use, k.armed);
}
