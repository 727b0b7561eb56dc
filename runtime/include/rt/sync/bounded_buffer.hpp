// bounded_buffer<T> -- first in, first out, in room for a fixed number that is taken once.
//
// Lifetime:  owns what is in it.
// Invariant: the items stand at first_, first_ + 1 … round the end, size_ of them.
// Threads:   one.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <rt/core/contract.hpp>
#include <utility>

namespace rt {

template <class T>
class bounded_buffer {
  public:
    explicit bounded_buffer(std::size_t capacity)
        : slots_(std::make_unique<std::optional<T>[]>(capacity)), capacity_(capacity) {}

    bool empty() const noexcept { return size_ == 0; }
    bool full() const noexcept { return size_ == capacity_; }
    std::size_t size() const noexcept { return size_; }
    std::size_t capacity() const noexcept { return capacity_; }

    // REQUIRES: not full.
    void push(T&& item) noexcept {
        RT_EXPECTS(!full(), "this buffer is full");
        slots_[round(first_ + size_)].emplace(std::move(item));
        ++size_;
    }

    // REQUIRES: not empty.
    T pop() noexcept {
        RT_EXPECTS(!empty(), "this buffer is empty");
        std::optional<T>& slot = slots_[first_];
        T item = std::move(*slot);
        slot.reset();
        first_ = round(first_ + 1);
        --size_;
        return item;
    }

  private:
    std::size_t round(std::size_t at) const noexcept { return at < capacity_ ? at : at - capacity_; }

    std::unique_ptr<std::optional<T>[]> slots_;
    std::size_t capacity_;
    std::size_t first_ = 0;
    std::size_t size_ = 0;
};

}  // namespace rt
