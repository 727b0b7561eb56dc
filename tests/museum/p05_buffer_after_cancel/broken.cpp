// The answer to a cancel is taken for the end of the operation, and the operation's memory is freed.
//
// In this kernel the cancel comes while the letter is just being delivered (-EALREADY), and its answer comes
// first.
#include <cstring>
#include <memory>
#include <rt/io/simulated_ring.hpp>

#include "museum/showcase.hpp"

constexpr std::uint64_t cancel_bit = 1;

struct receiving {
    museum::witness buffer{"the buffer"};
    char bytes[16] = {};
};

int main() {
    rt::simulated_options options;
    options.order = rt::delivery::newest_first;
    options.faults.too_late(1);
    rt::simulated_ring kernel(options);
    const auto [here, there] = kernel.kernel().network.make_pair();

    auto letter = std::make_unique<receiving>();
    const auto key = reinterpret_cast<std::uintptr_t>(letter.get());
    io_uring_sqe* sqe = kernel.get_sqe();
    io_uring_prep_recv(sqe, here, letter->bytes, sizeof letter->bytes, 0);
    sqe->user_data = key;
    sqe = kernel.get_sqe();
    io_uring_prep_cancel64(sqe, key, 0);
    sqe->user_data = key | cancel_bit;
    io_uring_prep_send(kernel.get_sqe(), there, "a letter", 8, 0);

    kernel.submit_and_wait();
    while (const io_uring_cqe* const cqe = kernel.peek_cqe()) {
        if ((cqe->user_data & cancel_bit) != 0) {
            std::printf("the cancel answers %s: free the buffer\n", strerrorname_np(-cqe->res));
            letter.reset();
        } else if (cqe->user_data == key) {
            const auto* const op = reinterpret_cast<const receiving*>(cqe->user_data);
            std::printf("%d bytes have come into %s\n", cqe->res, op->buffer.name());
        }
        kernel.seen();
    }
}
