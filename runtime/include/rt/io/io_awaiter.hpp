// io_awaiter<T> -- co_await it: the operation is handed over, and the frame resumes when the kernel has
// answered.
//
// Errors:    what the kernel refuses is in the io_result. A limit set by within() that passes is
//            std::errc::timed_out. When its scope is cancelled it throws rt::cancelled, at once or when the
//            kernel has let go. In both cases data that came after all is delivered.
// Lifetime:  the operation and its timer live in the awaiting frame until the operation has ended.
// Threads:   the loop's own.
#pragma once

#include <cerrno>
#include <cstdint>
#include <limits>
#include <rt/core/cancel_scope.hpp>
#include <rt/io/fd.hpp>
#include <rt/io/io_result.hpp>
#include <rt/loop/loop.hpp>
#include <type_traits>
#include <utility>

namespace rt {

// One call of the kernel moves less than 2 GiB: of more it takes that much, as of a short read or write.
constexpr std::uint32_t size_of_one_call(std::size_t wanted) noexcept {
    constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::uint32_t>(wanted < most ? wanted : most);
}

template <class T>
class [[nodiscard("co_await it")]] io_awaiter : public operation, timer {
  public:
    io_awaiter(op_code request, int descriptor) noexcept : operation(request, descriptor) {}
    io_awaiter(op_code request, int descriptor, void* data_, std::uint32_t length_, std::uint32_t flags_,
               std::uint64_t offset_ = no_position) noexcept
        : operation(request, descriptor) {
        data = data_;
        length = length_;
        flags = flags_;
        offset = offset_;
    }

    // The same request, ended early when it takes longer than `limit`. A new object and not a reference to
    // this one: g++ 12 would want to move what a reference names into the frame, and an operation does not
    // move.
    io_awaiter within(duration limit) const noexcept { return io_awaiter(*this, limit); }

    // For who sees it in flight from elsewhere: ends it as if its limit had passed now.
    void time_out() noexcept {
        if (!in_flight()) return;  // it has ended and waits to be resumed
        timed_out_ = true;
        loop::current().cancel(*this);
    }

    bool await_ready() noexcept {
        RT_EXPECTS(!was_started(), "this operation was awaited before: each await begins a new one");
        return cancelled_ = cancellation_pending();
    }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        suspend(caller, at);
        loop& home = loop::current();
        if (limit_ != duration::max()) home.add(*this, deadline_after(home.clock_now(), limit_));
        home.start(*this);
    }
    io_result<T> await_resume() {
        if (armed()) loop::current().remove(*this);
        if (cancelled_ && !was_started()) throw cancelled{};
        if (result >= 0) return value();  // also when it was cancelled: the next await will say so
        // A request that a worker of the kernel was carrying out is ended by a signal: EINTR, when we asked
        // for it.
        const bool ended_early = result == -ECANCELED || (result == -EINTR && (timed_out_ || cancelled_));
        if (!ended_early) return std::error_code(-result, std::system_category());
        if (timed_out_ && !cancelled_) return std::errc::timed_out;
        throw cancelled{};
    }

  private:
    io_awaiter(const io_awaiter& request, duration limit) noexcept
        : io_awaiter(request.code, request.fd, request.data, request.length, request.flags, request.offset) {
        from = request.from;
        limit_ = limit;
    }

    T value() const {
        if constexpr (std::is_same_v<T, done>)
            return done{};
        else if constexpr (std::is_integral_v<T>)
            return static_cast<T>(result);
        else
            return T(rt::fd(result));  // a new descriptor has an owner from here on
    }

    bool was_started() const noexcept { return frame != nullptr; }

    void cut_short() noexcept override {
        if (!in_flight()) return;  // it has ended and waits to be resumed
        cancelled_ = true;
        loop::current().cancel(*this);
    }
    void expired(waiter_queue&) noexcept override { time_out(); }

    duration limit_ = duration::max();
    bool timed_out_ = false;
    bool cancelled_ = false;  // by its scope
};

}  // namespace rt
