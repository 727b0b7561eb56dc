// listener -- a TCP or UNIX socket that accepts connections.
//
// Errors:    listen() answers EADDRINUSE, EACCES …; accept() the errors of accept4(2), of which EMFILE and ENFILE
//            mean: no descriptor is free, try again when one has been closed.
// Lifetime:  owns the descriptor. It may end when no accept() is in flight.
// Threads:   the loop's own. Several loops may listen on one port with `reuse_port`: the kernel shares connections out.
#pragma once

#include <rt/io/fd.hpp>
#include <rt/io/io_awaiter.hpp>
#include <rt/net/address.hpp>
#include <rt/net/incoming_connections.hpp>
#include <rt/net/stream.hpp>

namespace rt {

class listener {
  public:
    struct options {
        int backlog;
        bool reuse_port;
        explicit options(int backlog_ = 2048, bool reuse_port_ = false) noexcept
            : backlog(backlog_), reuse_port(reuse_port_) {}
    };

    static io_result<listener> listen(const address& at, options how = options());

    // A socket that somebody else has opened, bound and listens on. The error says that it is none.
    static io_result<listener> adopt(fd listening);

    // Suspends until a client has connected. TCP_NODELAY is set on what it returns. REQUIRES: one line accepts at a time.
    io_awaiter<stream> accept() const noexcept;

    // The same again and again, for a server: one request brings many.
    incoming_connections connections() const { return incoming_connections(socket_.get()); }

    // Ends an accept() that is in flight, then closes: see rt::close().
    task<io_result<done>> close() noexcept { return rt::close(std::move(socket_)); }

    // Where it listens: the port that was chosen when 0 was asked for.
    io_result<address> local() const;
    const fd& descriptor() const noexcept { return socket_; }

  private:
    explicit listener(fd listening) noexcept : socket_(std::move(listening)) {}

    fd socket_;
};

}  // namespace rt
