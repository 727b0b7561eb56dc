// path_values -- what the {names} of a route stood for in the path that matched it.
//
// Lifetime:  names point into the route, values into the request's decoded path.
// Invariant: at most `capacity` of them, which path_pattern promises; so no request allocates for them.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace http_min {

class path_values {
  public:
    static constexpr std::size_t capacity = 8;

    // REQUIRES: fewer than `capacity` so far.
    constexpr void add(std::string_view name, std::string_view value) { pairs_[size_++] = {name, value}; }
    constexpr void clear() { size_ = 0; }
    constexpr std::size_t size() const { return size_; }

    constexpr std::optional<std::string_view> find(std::string_view name) const {
        for (std::size_t i = 0; i < size_; ++i)
            if (pairs_[i].name == name) return pairs_[i].value;
        return std::nullopt;
    }

  private:
    struct pair {
        std::string_view name;
        std::string_view value;
    };
    std::array<pair, capacity> pairs_{};
    std::size_t size_ = 0;
};

}  // namespace http_min
