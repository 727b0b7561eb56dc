// input_buffer -- what a connection has received and not yet used up.
//
// Small while the connection is idle, grown by what is being received: ten thousand idle connections cost little.
//
// Lifetime:  unread() and room() point into the buffer: until the next room() or consume().
// Invariant: begin_ <= end_ <= memory_.size()
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace http_min {

class input_buffer {
  public:
    std::string_view unread() const noexcept { return {memory_.data() + begin_, end_ - begin_}; }
    bool empty() const noexcept { return begin_ == end_; }

    // Where to receive into; never empty. `wanted`: for who knows that much is coming.
    std::span<std::byte> room(std::size_t wanted = 0) {
        if (empty()) begin_ = end_ = 0;
        if (memory_.size() < end_ + wanted) memory_.resize(end_ + wanted);
        if (end_ == memory_.size()) make_room();
        return std::as_writable_bytes(std::span(memory_).subspan(end_));
    }

    void received(std::size_t size) noexcept { end_ += size; }
    void consume(std::size_t size) noexcept { begin_ += size; }

    // Gives back what a large message has made it grow by. REQUIRES: empty.
    void shrink() {
        begin_ = end_ = 0;
        if (memory_.size() > idle_size) std::vector<char>(idle_size).swap(memory_);
    }

  private:
    static constexpr std::size_t idle_size = 2048;

    void make_room() {
        if (begin_ > 0) {
            memory_.erase(memory_.begin(), memory_.begin() + static_cast<std::ptrdiff_t>(begin_));
            end_ -= begin_;
            begin_ = 0;
        }
        memory_.resize(memory_.size() < idle_size / 4 ? idle_size : memory_.size() * 4);
    }

    std::vector<char> memory_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace http_min
