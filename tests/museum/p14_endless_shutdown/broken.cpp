// "Wait until nothing is in flight, then end." The receive on an idle connection will always be in flight.
//
// This kernel knows when a wait can never end and refuses it (-EDEADLK); the real one would let us wait.
#include <cerrno>
#include <cstdio>
#include <rt/io/simulated_ring.hpp>

rt::simulated_ring kernel;

void shut_down(int in_flight) {
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
