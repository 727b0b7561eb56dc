// An empty queue is no proof: the ring's flags say whether the kernel holds something back. To be entered is
// what makes it post the rest.
#include <cstdio>
#include <rt/io/simulated_ring.hpp>

int main() {
    rt::simulated_options options;
    options.completions = 4;
    rt::simulated_ring kernel(options);
    for (int i = 0; i < 12; ++i) io_uring_prep_nop(kernel.get_sqe());

    kernel.submit_and_wait();
    int collected = 0;
    do {
        for (; kernel.peek_cqe() != nullptr; kernel.seen()) ++collected;
        if (kernel.has_pending_events()) kernel.get_events();  // IORING_SQ_CQ_OVERFLOW
    } while (kernel.peek_cqe() != nullptr);
    std::printf("%d of 12 have completed\n", collected);
}
