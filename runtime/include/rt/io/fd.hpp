// fd -- owns a file descriptor and closes it.
//
// Lifetime:  close() neither cancels nor waits for what is in flight: an fd is closed when its operations
// have ended.
//            A frame that awaits them owns both, so that is the natural order.
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
        if (number_ >= 0)
            syscalls::close(number_);  // an error here leaves nothing to do: the number is free in any case
    }

    void swap(fd& other) noexcept { std::swap(number_, other.number_); }
    explicit operator bool() const noexcept { return number_ >= 0; }
    int get() const noexcept { return number_; }
    int release() noexcept { return std::exchange(number_, -1); }

  private:
    int number_ = -1;
};

}  // namespace rt
