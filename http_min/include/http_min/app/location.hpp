// location -- where in a request a value stands: ["query","n",1].
//
// A chain from the value outwards, on the stack: nothing is built for a value that is right.
// Lifetime:  points to its parent and to names that outlive it.
#pragma once

#include <cstddef>
#include <http_min/wire/json.hpp>
#include <string_view>

namespace http_min {

class location {
  public:
    explicit location(std::string_view source) : name_(source) {}  // "path", "query", ...
    location(const location& parent, std::string_view name) : parent_(&parent), name_(name) {}
    location(const location& parent, std::size_t index) : parent_(&parent), index_(index), is_index_(true) {}

    json to_json() const;

  private:
    const location* parent_ = nullptr;
    std::string_view name_;
    std::size_t index_ = 0;
    bool is_index_ = false;
};

}  // namespace http_min
