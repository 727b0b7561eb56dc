// stack_gauge -- how deep the stack was, between where it was read first and where it was deepest.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace lesson05 {

class stack_gauge {
  public:
    // Not inlined, so that it always has a stack frame of its own: that frame's address is the reading.
    [[gnu::noinline]] void read() noexcept {
        const auto address = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
        if (first_ == 0) first_ = deepest_ = address;
        deepest_ = std::min(deepest_, address);  // the stack grows downwards
    }

    std::size_t bytes() const noexcept { return first_ - deepest_; }

  private:
    std::uintptr_t first_ = 0;
    std::uintptr_t deepest_ = 0;
};

}  // namespace lesson05
