// Every completion is asked whether more will follow; after the last one it is armed again.
#include <liburing.h>

#include <cstdio>

// The kernel's half: a queue of clients, and an accept that it ends after the second one, say by an overflow.
struct kernel {
    int clients = 5;
    int armed = 0;
    int shots = 0;

    void arm() {
        ++armed;
        shots = 2;
    }

    // RETURNS whether a completion was there.
    bool next(io_uring_cqe& cqe) {
        if (shots == 0 || clients == 0) return false;
        --clients;
        cqe.res = 10;
        cqe.flags = --shots > 0 ? IORING_CQE_F_MORE : 0;
        return true;
    }
};

int main() {
    kernel k;
    k.arm();
    int accepted = 0;
    for (io_uring_cqe cqe{}; k.next(cqe);) {
        ++accepted;
        if ((cqe.flags & IORING_CQE_F_MORE) == 0) k.arm();
    }
    std::printf("%d accepted, %d wait at the door; armed %d time(s)\n", accepted, k.clients, k.armed);
}
