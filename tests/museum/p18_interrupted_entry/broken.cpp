// A signal comes while we wait: io_uring_enter answers -EINTR. That is taken for the end of the ring.
#include <cstdio>
#include <cstring>
#include <rt/io/simulated_ring.hpp>

int main() {
    rt::simulated_options options;
    options.faults.fail_enter(1, EINTR);
    rt::simulated_ring kernel(options);
    for (int i = 0; i < 3; ++i) io_uring_prep_nop(kernel.get_sqe());

    int collected = 0;
    while (collected < 3) {
        const int entered = kernel.submit_and_wait();
        if (entered < 0) {
            std::printf("the ring is broken: %s; %d of 3 have completed\n", strerror(-entered), collected);
            return 0;
        }
        for (; kernel.peek_cqe() != nullptr; kernel.seen()) ++collected;
    }
    std::printf("%d of 3 have completed\n", collected);
}
