// A full queue is submitted, and then there is room. Nothing is ever left out.
#include <cerrno>
#include <cstdio>
#include <rt/io/simulated_ring.hpp>

constexpr std::uint64_t receive = 1;

void cancel(rt::simulated_ring& kernel) {
    io_uring_sqe* sqe = kernel.get_sqe();
    while (sqe == nullptr) {
        kernel.submit();
        sqe = kernel.get_sqe();
    }
    io_uring_prep_cancel64(sqe, receive, 0);
}

int main() {
    rt::simulated_options options;
    options.entries = 2;
    rt::simulated_ring kernel(options);
    const auto [here, there] = kernel.kernel().network.make_pair();
    char page[16];
    io_uring_sqe* const sqe = kernel.get_sqe();
    io_uring_prep_recv(sqe, here, page, sizeof page, 0);
    sqe->user_data = receive;
    io_uring_prep_nop(kernel.get_sqe());  // the queue is full

    cancel(kernel);
    for (bool ended = false; !ended;) {
        if (kernel.submit_and_wait() == -EDEADLK) {
            std::printf("waiting for ever: the receive was never cancelled\n");
            return 0;
        }
        for (; const io_uring_cqe* const cqe = kernel.peek_cqe(); kernel.seen())
            ended |= cqe->user_data == receive;
    }
    std::printf("the receive has ended\n");
}
