// close(descriptor) -- end what is in flight on a descriptor, wait until it has ended, and then close it.
//
//     const auto closed = co_await rt::close(std::move(descriptor));
//
// What is in flight on it, in whichever task, answers std::errc::bad_file_descriptor, as it would had it come
// later; or what it had done by then. So no old receive is left that could see the next connection with this
// number.
//
// Errors:    in the io_result: what the kernel could not write after all (EIO, ENOSPC). The number is free in any
//            case.
// Lifetime:  owns the descriptor from the call on: a close that nobody awaits closes it in its destructor.
// Threads:   the loop's own.
#pragma once

#include <cerrno>
#include <rt/core/task.hpp>
#include <rt/io/fd.hpp>
#include <rt/io/io_result.hpp>
#include <rt/loop/loop.hpp>

namespace rt {

// Resumes when nothing is in flight on a descriptor. Cannot be cancelled: what it waits for is being
// cancelled.
class [[nodiscard("co_await it")]] end_operations_on : waiter {
  public:
    explicit end_operations_on(const fd& descriptor) noexcept : number_(descriptor.get()) {}

    bool await_ready() const noexcept { return !loop::current().has_operations_on(number_); }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        suspend(caller, at);
        loop::current().end_operations_on(number_, *this);
    }
    void await_resume() const noexcept {}

  private:
    const char* waits_for() const noexcept override { return "operations to end"; }

    const int number_;
};

// The close itself. Cannot be cancelled either: a cancelled task still gives back what it owns.
class [[nodiscard("co_await it")]] closing : operation {
  public:
    explicit closing(rt::fd descriptor) noexcept
        : operation(op_code::close, descriptor.get()), owner_(std::move(descriptor)) {}

    bool await_ready() const noexcept { return !owner_; }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        suspend(caller, at);
        loop::current().start(*this);
    }
    io_result<done> await_resume() {
        if (result == -ECANCELED) return done{};  // the loop has come to its end: the owner closes
        (void)owner_.release();
        if (result < 0) return std::error_code(-result, std::system_category());
        return done{};
    }

  private:
    rt::fd owner_;
};

inline task<io_result<done>> close(fd descriptor) {
    if (!descriptor) co_return done{};
    co_await end_operations_on(descriptor);
    co_return co_await closing(std::move(descriptor));
}

}  // namespace rt
