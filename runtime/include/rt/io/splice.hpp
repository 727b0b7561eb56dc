// splice(from, to, length) -- move bytes inside the kernel, not through our memory: one of the two is a pipe.
//
// Errors:    in the io_result: EINVAL when neither is a pipe. 0: the end of `from`.
// Lifetime:  both descriptors stay open until the await ends; a close() of either ends it first.
// Source:    splice(2). A ring gives it to a worker of the kernel, always: it pays for large pieces.
// Threads:   the loop's own.
#pragma once

#include <fcntl.h>

#include <cstddef>
#include <cstdint>
#include <rt/io/io_awaiter.hpp>

namespace rt {

class [[nodiscard("co_await it")]] splicing {
  public:
    splicing(int from, std::uint64_t position, int to, std::size_t length, unsigned flags,
             duration limit = duration::max()) noexcept
        : operation_(
              io_awaiter<std::size_t>(op_code::splice, to, nullptr, size_of_one_call(length), flags, position)
                  .within(limit)) {
        operation_.from = from;
    }

    splicing within(duration limit) const noexcept {
        const operation& same = operation_;
        return splicing(same.from, same.offset, same.fd, same.length, same.flags, limit);
    }

    bool await_ready() noexcept { return operation_.await_ready(); }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        operation_.await_suspend(caller, at);
    }
    io_result<std::size_t> await_resume() { return operation_.await_resume(); }

  private:
    io_awaiter<std::size_t> operation_;
};

// SPLICE_F_MORE as a flag: more will follow soon, so a socket may wait and fill its packets.
// Of 2 GiB and more it moves less, as of any length it may.
inline splicing splice(const fd& from, const fd& to, std::size_t length, unsigned flags = 0) noexcept {
    return splicing(from.get(), operation::no_position, to.get(), length, flags);
}

// From position `at` of a file into a pipe.
inline splicing splice_at(const fd& file, std::uint64_t at, const fd& to, std::size_t length,
                          unsigned flags = 0) noexcept {
    return splicing(file.get(), at, to.get(), length, flags);
}

}  // namespace rt
