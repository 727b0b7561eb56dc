// pipe -- bytes from whoever has one end to whoever has the other: another task, a thread, a child process.
//
// Errors:    in the io_result: a write without any reader left is EPIPE, never a signal: make_pipe() has the process
//            ignore SIGPIPE, unless it has a handler of its own. 0 bytes read: no writer is left.
// Lifetime:  each end owns its descriptor. Buffers belong to the caller until the await ends.
// Source:    pipe(7).
// Threads:   the loop's own. One reader and one writer at a time.
#pragma once

#include <cstddef>
#include <rt/core/task.hpp>
#include <rt/io/close.hpp>
#include <rt/io/io_awaiter.hpp>
#include <span>

namespace rt {

class pipe_reader {
  public:
    pipe_reader() noexcept = default;
    explicit pipe_reader(fd end) noexcept : end_(std::move(end)) {}

    // Suspends until some bytes are there. RETURNS how many; 0: every writer is gone.
    io_awaiter<std::size_t> read_some(std::span<std::byte> into) const noexcept {
        return io_awaiter<std::size_t>(op_code::read, end_.get(), into.data(), size_of_one_call(into.size()),
                                       0);
    }

    // Ends a read that is in flight, then closes: see rt::close().
    task<io_result<done>> close() noexcept { return rt::close(std::move(end_)); }

    const fd& descriptor() const noexcept { return end_; }

  private:
    fd end_;
};

class pipe_writer {
  public:
    pipe_writer() noexcept = default;
    explicit pipe_writer(fd end) noexcept : end_(std::move(end)) {}

    // Suspends until some bytes were taken; a full pipe waits for its reader.
    io_awaiter<std::size_t> write_some(std::span<const std::byte> from) const noexcept {
        return io_awaiter<std::size_t>(op_code::write, end_.get(), const_cast<std::byte*>(from.data()),
                                       size_of_one_call(from.size()), 0);
    }

    // Suspends until all bytes were taken, or an error. `limit` bounds each wait for the reader to make room.
    task<io_result<done>> write_all(std::span<const std::byte> from, duration limit = duration::max()) const;

    // Ends a write that is in flight, then closes: the reader comes to the end.
    task<io_result<done>> close() noexcept { return rt::close(std::move(end_)); }

    const fd& descriptor() const noexcept { return end_; }

  private:
    fd end_;
};

struct pipe_ends {
    pipe_reader reader;
    pipe_writer writer;
};

io_result<pipe_ends> make_pipe();

}  // namespace rt
