// A cancel that somebody has announced is a part of the operation: the next one moves in when it has been
// answered.
#include <cstring>
#include <rt/io/simulated_ring.hpp>

#include "museum/showcase.hpp"

rt::simulated_ring kernel;

struct operation {
    const char* name = nullptr;
    char bytes[16] = {};
    int outstanding = 0;  // completions still to come: its own, and that of a cancel
};

constexpr std::uint64_t cancel_bit = 1;

void receive(operation& op, const char* name, int socket) {
    op.name = name;
    op.outstanding = 1;
    io_uring_sqe* const sqe = kernel.get_sqe();
    io_uring_prep_recv(sqe, socket, op.bytes, sizeof op.bytes, 0);
    sqe->user_data = reinterpret_cast<std::uintptr_t>(&op);
}

void cancel(std::uint64_t key) {
    io_uring_sqe* const sqe = kernel.get_sqe();
    io_uring_prep_cancel64(sqe, key, 0);
    sqe->user_data = key | cancel_bit;
}

void turn() {
    kernel.submit_and_wait();
    while (const io_uring_cqe* const cqe = kernel.peek_cqe()) {
        if (auto* const op = reinterpret_cast<operation*>(cqe->user_data & ~cancel_bit)) {
            const char* const of = (cqe->user_data & cancel_bit) != 0 ? "'s cancel" : "";
            if (cqe->res >= 0) std::printf("%s%s: %d bytes\n", op->name, of, cqe->res);
            if (cqe->res < 0) std::printf("%s%s: %s\n", op->name, of, strerror(-cqe->res));
            --op->outstanding;
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
    ++place.outstanding;                                            // ...and says so
    turn();

    cancel(overdue);
    while (place.outstanding > 0) turn();
    receive(place, "second", here);
    io_uring_prep_send(kernel.get_sqe(), there, "another", 7, 0);
    turn();
}
