// fd -- owns a file descriptor and closes it.
//
// Lifetime:  the destructor neither cancels nor waits for what is in flight: it is a broken contract when
//            something is. A frame that awaits its operations and owns the descriptor keeps to it by itself;
//            whoever shares one with other tasks says `co_await rt::close(…)`, which ends them first.
// Threads:   none of its own.
#pragma once

#include <rt/io/syscalls.hpp>
#include <utility>

namespace rt {

class fd {
  public:
    fd() noexcept = default;
    explicit fd(int number) noexcept : number_(number) {}
    fd(fd&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    fd& operator=(fd&& other) noexcept {
        fd(std::move(other)).swap(*this);
        return *this;
    }
    ~fd() {
        if (number_ >= 0) close_now(number_);
    }

    void swap(fd& other) noexcept { std::swap(number_, other.number_); }
    explicit operator bool() const noexcept { return number_ >= 0; }
    int get() const noexcept { return number_; }
    int release() noexcept { return std::exchange(number_, -1); }

  private:
    static void close_now(int number) noexcept;

    int number_ = -1;
};

}  // namespace rt
