// Twelve operations complete at once, and the completion queue has room for four. The queue is read until it
// is empty; the other eight are in the kernel.
#include <cstdio>
#include <rt/io/simulated_ring.hpp>

int main() {
    rt::simulated_options options;
    options.completions = 4;
    rt::simulated_ring kernel(options);
    for (int i = 0; i < 12; ++i) io_uring_prep_nop(kernel.get_sqe());

    kernel.submit_and_wait();
    int collected = 0;
    for (; kernel.peek_cqe() != nullptr; kernel.seen()) ++collected;
    std::printf("%d of 12 have completed\n", collected);
}
