// The request is ended first: cancelled, and its completion waited for. Then the frame may go.
#include <cstring>
#include <rt/io/simulated_ring.hpp>
#include <string_view>

#include "museum/showcase.hpp"

rt::simulated_ring kernel;

constexpr int nobody = -1;
constexpr std::uint64_t letter = 1;

// A page in the frame. Either a letter from `socket` shall be written on it, or it is kept as it is.
museum::held desk(const char* written, int socket) {
    char page[24];
    std::strncpy(page, written, sizeof page);
    if (socket != nobody) {
        io_uring_sqe* const sqe = kernel.get_sqe();
        io_uring_prep_recv(sqe, socket, page, sizeof page, 0);
        sqe->user_data = letter;
        kernel.submit();  // from now on the page is the kernel's, too
    }
    co_await std::suspend_always();
    std::printf("on the page: %s\n", page);
}

void end_the_receive() {
    io_uring_prep_cancel64(kernel.get_sqe(), letter, 0);
    kernel.submit_and_wait();
    for (int joined = 0; joined < 2; ++joined) kernel.seen();  // the receive's completion and the cancel's
}

void send(int socket, std::string_view text) {
    io_uring_prep_send(kernel.get_sqe(), socket, text.data(), text.size() + 1, 0);
    kernel.submit_and_wait();
}

int main() {
    const auto [here, there] = kernel.kernel().network.make_pair();
    museum::held secretary = desk("", here);
    end_the_receive();
    secretary.end();
    museum::held accountant = desk("Ada owes us 10", nobody);
    send(there, "Ada owes us nothing");
    accountant.resume();
}
