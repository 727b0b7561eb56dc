// A send may take fewer bytes than it was given: what is left is sent again, until nothing is.
#include <cstdio>
#include <memory>
#include <rt/io/io_awaiter.hpp>
#include <rt/io/run.hpp>
#include <rt/io/simulated_ring.hpp>
#include <rt/io/uring_driver.hpp>
#include <string>

rt::io_awaiter<std::size_t> send(int socket, const std::string& text, std::size_t from = 0) {
    return rt::io_awaiter<std::size_t>(rt::op_code::send, socket, const_cast<char*>(text.data() + from),
                                       static_cast<std::uint32_t>(text.size() - from), 0);
}

rt::io_awaiter<std::size_t> receive(int socket, char* into, std::uint32_t size) {
    return rt::io_awaiter<std::size_t>(rt::op_code::receive, socket, into, size, 0);
}

rt::task<> write_all(int socket, std::string text) {
    for (std::size_t through = 0; through < text.size();) {
        const auto sent = co_await send(socket, text, through);
        if (!sent) {
            std::printf("%s\n", sent.error().message().c_str());
            co_return;
        }
        through += *sent;
    }
}

rt::task<> correspondence(int here, int there) {
    co_await write_all(there, "Ada owes us nothing");
    char page[32] = {};
    const auto got = co_await receive(here, page, sizeof page);
    std::printf("%zu bytes have come: %s\n", got ? *got : 0, page);
}

int main() {
    rt::simulated_options options;
    options.faults.shorten(IORING_OP_SEND, 1, 11);
    auto driver = std::make_unique<rt::uring_driver<rt::simulated_ring>>("simulated", options);
    const auto [here, there] = driver->ring().kernel().network.make_pair();
    rt::run(correspondence(here, there), std::move(driver));
}
