// incoming_bytes -- what a peer sends, message after message, in buffers of the driver's.
//
//     auto incoming = client.incoming();
//     const auto message = co_await incoming.next();       // io_result<received>; no bytes: the end
//
// One request to the kernel brings many messages, where the driver can do that; a connection that is idle
// then holds no buffer. "Message" means what came together: up to a buffer full, cut where the kernel likes.
//
// Errors:    in the io_result. After the end, next() says it again; after an error it tries again.
// Lifetime:  borrows the descriptor, and ends before it. While it exists nobody else reads from there: what
//            has come may be kept here.
// Threads:   the loop's own.
#pragma once

#include <rt/io/fd.hpp>
#include <rt/io/next_awaiter.hpp>
#include <rt/io/received.hpp>

namespace rt {

namespace detail {

class receiving final : public repeated_operation, buffer_waiter {
  public:
    using answer = received;

    explicit receiving(int descriptor);
    io_result<received> take() noexcept;

  private:
    bool fill_in(bool many) override;
    void keep() noexcept override;
    void drop_kept() noexcept override;
    bool is_passing(int error) noexcept override;
    void leave_queues() noexcept override;
    void buffer_is_back() override;

    buffer_pool& buffers_;
    std::uint32_t first_ = buffer_pool::none;  // what was kept, linked by the pool's next()
    std::uint32_t last_ = buffer_pool::none;
    std::uint32_t in_hand_ = buffer_pool::none;  // of a request with one answer: what it fills
    bool starved_ = false;                       // the kernel had no buffer left
    bool in_line_ = false;                       // waits for one
};

}  // namespace detail

class incoming_bytes {
  public:
    explicit incoming_bytes(int from) : receiving_(new detail::receiving(from)) {}
    incoming_bytes(incoming_bytes&& other) noexcept : receiving_(std::exchange(other.receiving_, nullptr)) {}
    incoming_bytes& operator=(incoming_bytes&&) = delete;
    ~incoming_bytes() {
        if (receiving_ != nullptr) receiving_->abandon();
    }

    // Suspends until something has come. RETURNS it; empty at the end.
    next_awaiter<detail::receiving> next() noexcept { return next_awaiter<detail::receiving>(*receiving_); }

  private:
    detail::receiving* receiving_;  // ends itself, after its last completion
};

}  // namespace rt
