// Operations are known to the kernel by their address. One ends, the next moves in at the same address, and a
// cancel that was meant for the first one is delivered there.
#include <cstring>
#include <rt/io/simulated_ring.hpp>

#include "museum/showcase.hpp"

rt::simulated_ring kernel;

struct operation {
    const char* name = nullptr;
    char bytes[16] = {};
};

void receive(operation& op, const char* name, int socket) {
    op.name = name;
    io_uring_sqe* const sqe = kernel.get_sqe();
    io_uring_prep_recv(sqe, socket, op.bytes, sizeof op.bytes, 0);
    sqe->user_data = reinterpret_cast<std::uintptr_t>(&op);
}

void cancel(std::uint64_t key) { io_uring_prep_cancel64(kernel.get_sqe(), key, 0); }

void turn() {
    kernel.submit_and_wait();
    while (const io_uring_cqe* const cqe = kernel.peek_cqe()) {
        if (const auto* const op = reinterpret_cast<const operation*>(cqe->user_data)) {
            if (cqe->res >= 0) std::printf("%s: %d bytes\n", op->name, cqe->res);
            if (cqe->res < 0) std::printf("%s: %s\n", op->name, strerror(-cqe->res));
        }
        kernel.seen();
    }
}

int main() {
    const auto [here, there] = kernel.kernel().network.make_pair();
    operation place;  // where one operation after the other lives, as in a frame

    receive(place, "first", here);
    io_uring_prep_send(kernel.get_sqe(), there, "a letter", 8, 0);
    const auto overdue = reinterpret_cast<std::uintptr_t>(&place);  // a watchdog notes whom to cancel...
    turn();

    receive(place, "second", here);
    cancel(overdue);  // ...and a moment later it does
    turn();
}
