// stream -- a connected TCP or UNIX socket.
//
// Errors:    in the io_result: a reset peer is ECONNRESET, a peer that left while we write EPIPE (never a signal).
//            0 bytes read is the end of what the peer sends; it may still read.
// Lifetime:  owns the descriptor. It may end when no operation of it is in flight: await them, or close() it.
//            Buffers belong to the caller until the await ends.
// Threads:   the loop's own. One reader and one writer at a time.
#pragma once

#include <sys/socket.h>

#include <cstddef>
#include <rt/core/task.hpp>
#include <rt/io/close.hpp>
#include <rt/io/fd.hpp>
#include <rt/io/io_awaiter.hpp>
#include <rt/net/address.hpp>
#include <rt/net/incoming_bytes.hpp>
#include <span>

namespace rt {

class stream {
  public:
    stream() noexcept = default;
    explicit stream(fd connected) noexcept : socket_(std::move(connected)) {}

    // Suspends until some bytes are there. RETURNS how many; 0: the peer has finished sending.
    io_awaiter<std::size_t> read_some(std::span<std::byte> into) const noexcept {
        return request(op_code::receive, into.data(), into.size(), 0);
    }

    // The same again and again, for a server: one request brings many messages, in buffers of the driver's.
    incoming_bytes incoming() const { return incoming_bytes(socket_.get()); }

    // Suspends until some bytes were taken; the kernel may take fewer than offered.
    io_awaiter<std::size_t> write_some(std::span<const std::byte> from) const noexcept {
        return request(op_code::send, const_cast<std::byte*>(from.data()), from.size(), MSG_NOSIGNAL);
    }

    // Suspends until all bytes were taken, or an error. `limit` bounds each wait for the peer to make room.
    task<io_result<done>> write_all(std::span<const std::byte> from, duration limit = duration::max()) const;

    // The same of several pieces of memory, one after the other: a head and a body need not be copied together.
    task<io_result<done>> write_all(std::span<const std::span<const std::byte>> pieces,
                                    duration limit = duration::max()) const;

    // Suspends until `into` is full. RETURNS how many bytes: fewer only if the peer has finished sending before.
    task<io_result<std::size_t>> read_exactly(std::span<std::byte> into,
                                              duration limit = duration::max()) const;

    // Nothing more will be sent: the peer reads the end of the stream. Does not wait.
    io_result<done> finish_writing() const noexcept;

    // Ends one direction or both (SHUT_RD, SHUT_WR, SHUT_RDWR): reads that wait end with 0 bytes. The descriptor stays.
    io_awaiter<done> shutdown(int how = SHUT_RDWR) const noexcept {
        return io_awaiter<done>(op_code::shutdown, socket_.get(), nullptr, 0, static_cast<unsigned>(how));
    }

    // Ends what is in flight, in whichever task, then closes: see rt::close().
    task<io_result<done>> close() noexcept { return rt::close(std::move(socket_)); }

    // False once no byte can go either way: it was reset, or both sides have finished. Does not wait; a peer that has
    // merely finished sending, or vanished without a word, is still connected.
    bool is_connected() const noexcept;

    io_result<address> peer() const;
    const fd& descriptor() const noexcept { return socket_; }
    explicit operator bool() const noexcept { return static_cast<bool>(socket_); }

  private:
    io_awaiter<std::size_t> request(op_code code, void* data, std::size_t size,
                                    unsigned flags) const noexcept;

    fd socket_;
};

// Connects to `to`. The error says why not: ECONNREFUSED, ETIMEDOUT, ENETUNREACH …
task<io_result<stream>> connect(address to, duration limit = duration::max());

}  // namespace rt
