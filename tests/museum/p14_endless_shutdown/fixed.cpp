// Cancel everything, then drain to zero: a cancel has a completion too, and what it ends still has its own.
#include <cerrno>
#include <cstdio>
#include <rt/io/simulated_ring.hpp>

rt::simulated_ring kernel;

void shut_down(int in_flight) {
    io_uring_prep_cancel64(kernel.get_sqe(), 0, IORING_ASYNC_CANCEL_ANY | IORING_ASYNC_CANCEL_ALL);
    ++in_flight;
    while (in_flight > 0) {
        if (kernel.submit_and_wait() == -EDEADLK) {
            std::printf("waiting for ever: %d in flight\n", in_flight);
            return;
        }
        for (; kernel.peek_cqe() != nullptr; kernel.seen()) --in_flight;
    }
    std::printf("ended, nothing in flight\n");
}

int main() {
    const auto [here, there] = kernel.kernel().network.make_pair();
    char page[16];
    io_uring_prep_recv(kernel.get_sqe(), here, page, sizeof page, 0);
    io_uring_prep_nop(kernel.get_sqe());
    shut_down(2);
}
