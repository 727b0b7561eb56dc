// stack_meter -- how far apart the stack pointer was between the places that called here().
//
// A survived depth proves little: the stack may just have been large enough. So the tests measure the growth
// over a small depth first, and go deep only when there was none; a stack that grows is then a failed test,
// no crash.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

class stack_meter {
  public:
    [[gnu::noinline]] void here() noexcept {
        const auto address = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
        deepest_ = std::min(deepest_, address);
        shallowest_ = std::max(shallowest_, address);
    }

    std::size_t span() const noexcept { return shallowest_ > deepest_ ? shallowest_ - deepest_ : 0; }

    // Over a thousand levels: not even a return address was left behind by each. What may differ is how the
    // first and the last level were entered.
    bool is_flat() const noexcept { return span() < 4096; }

  private:
    std::uintptr_t deepest_ = UINTPTR_MAX;
    std::uintptr_t shallowest_ = 0;
};
