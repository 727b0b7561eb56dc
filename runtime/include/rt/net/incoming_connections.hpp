// incoming_connections -- the connections that come to a listener, one after the other.
//
//     auto incoming = listening.connections();
//     auto client = co_await incoming.next();              // io_result<stream>
//
// One request to the kernel brings many connections, where the driver can do that: up to 32 are accepted before somebody asks.
// Where that is too many, for the number of descriptors or of clients, listener::accept() takes one at a time.
//
// Errors:    accept(2)'s, in the io_result; the next next() tries again.
// Lifetime:  borrows the listener, and ends before it. A connection that has come and was not asked for is
//            closed with it, also one that comes while the request is being cancelled.
// Threads:   the loop's own.
#pragma once

#include <rt/io/fd.hpp>
#include <rt/io/next_awaiter.hpp>
#include <rt/net/stream.hpp>
#include <vector>

namespace rt {

namespace detail {

class accepting final : public repeated_operation {
  public:
    using answer = stream;

    explicit accepting(int descriptor) noexcept;
    io_result<stream> take() noexcept;

  private:
    void keep() noexcept override;
    void drop_kept() noexcept override;

    std::vector<rt::fd> connections_;  // those before taken_ have an owner
    std::size_t taken_ = 0;
};

}  // namespace detail

class incoming_connections {
  public:
    explicit incoming_connections(int listening) : accepting_(new detail::accepting(listening)) {}
    incoming_connections(incoming_connections&& other) noexcept
        : accepting_(std::exchange(other.accepting_, nullptr)) {}
    incoming_connections& operator=(incoming_connections&&) = delete;
    ~incoming_connections() {
        if (accepting_ != nullptr) accepting_->abandon();
    }

    // Suspends until a client has connected. TCP_NODELAY is set on what it returns.
    next_awaiter<detail::accepting> next() noexcept { return next_awaiter<detail::accepting>(*accepting_); }

  private:
    detail::accepting* accepting_;  // ends itself, after its last completion
};

}  // namespace rt
