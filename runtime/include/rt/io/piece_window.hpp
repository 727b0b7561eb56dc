// piece_window -- several pieces of memory as the kernel wants to see them: a few at a time, less what is done.
//
// A write of several pieces may stop in the middle of one. The window remembers where, and shows the kernel
// the rest.
//
// Lifetime:  the pieces are the caller's. Lives in the frame that awaits the write: the kernel reads it.
#pragma once

#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

namespace rt {

class piece_window {
  public:
    using pieces = std::span<const std::span<const std::byte>>;

    explicit piece_window(pieces all) noexcept : rest_(all) { skip(0); }

    bool empty() const noexcept { return rest_.empty(); }

    // This many bytes are done.
    void skip(std::size_t bytes) noexcept {
        done_ += bytes;
        while (!rest_.empty() && done_ >= rest_.front().size()) {
            done_ -= rest_.front().size();
            rest_ = rest_.subspan(1);
        }
    }

    // What comes next, at most as many pieces as the window is wide.
    std::span<iovec> show() noexcept {
        std::size_t count = 0;
        std::size_t hidden = done_;
        for (const auto piece : rest_.first(std::min(rest_.size(), window_.size()))) {
            const auto left = piece.subspan(std::exchange(hidden, 0));
            window_[count++] = {const_cast<std::byte*>(left.data()), left.size()};
        }
        return std::span(window_).first(count);
    }

  private:
    pieces rest_;
    std::size_t done_ = 0;  // of the first piece of rest_
    std::array<iovec, 16> window_;
};

}  // namespace rt
