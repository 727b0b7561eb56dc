// few<T, most> -- a short list written in braces: {.tags = {"items", "shop"}}.
//
// It holds its elements itself and has nothing to destroy: so options may be written within a call that is awaited (pitfall G2).
// Errors:  std::length_error when there are more.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <stdexcept>
#include <type_traits>

namespace http_min {

template <class T, std::size_t Most>
class few {
    static_assert(std::is_trivially_destructible_v<T>);

  public:
    constexpr few() = default;
    constexpr few(std::initializer_list<T> list) {
        for (const T& each : list) add(each);
    }

    constexpr void add(const T& one) {
        if (size_ == Most) throw std::length_error("http_min::few: the list is longer than it may be");
        items_[size_++] = one;
    }

    constexpr void add(const few& more) {
        for (const T& each : more) add(each);
    }

    constexpr const T* begin() const { return items_; }
    constexpr const T* end() const { return items_ + size_; }
    constexpr std::size_t size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }

  private:
    T items_[Most]{};
    std::size_t size_ = 0;
};

}  // namespace http_min
