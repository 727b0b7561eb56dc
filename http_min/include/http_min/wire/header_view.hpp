// header_view.hpp -- header lines to read: name and value pairs that point into somebody's text.
//
// A line is kept as four offsets from the text's first byte, not as pointers: a buffer that grows moves its
// bytes, and offsets do not care.
// Lifetime:  a view is as valid as the text and the lines it was made from.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace http_min::wire {

struct header {
    std::string_view name;
    std::string_view value;

    friend bool operator==(const header&, const header&) = default;
};

// Header names are compared without regard to ASCII case (RFC 9110 section 5.1).
bool same_name(std::string_view a, std::string_view b);

struct header_line {
    std::uint32_t name_at = 0;
    std::uint32_t name_size = 0;
    std::uint32_t value_at = 0;
    std::uint32_t value_size = 0;
};

class header_view {
  public:
    class iterator {
      public:
        using value_type = header;
        using difference_type = std::ptrdiff_t;

        iterator() = default;
        iterator(const char* text, const header_line* line) : text_{text}, line_{line} {}
        header operator*() const {
            return {{text_ + line_->name_at, line_->name_size}, {text_ + line_->value_at, line_->value_size}};
        }
        iterator& operator++() { return ++line_, *this; }
        iterator operator++(int) { return {text_, line_++}; }
        friend bool operator==(const iterator&, const iterator&) = default;

      private:
        const char* text_ = nullptr;
        const header_line* line_ = nullptr;
    };

    header_view() = default;
    header_view(const char* text, std::span<const header_line> lines) : text_{text}, lines_{lines} {}

    std::size_t size() const { return lines_.size(); }
    bool empty() const { return lines_.empty(); }
    header operator[](std::size_t i) const { return *iterator{text_, &lines_[i]}; }
    iterator begin() const { return {text_, lines_.data()}; }
    iterator end() const { return {text_, lines_.data() + lines_.size()}; }

    // The value of the first line with this name. Repeated lines: iterate and compare with same_name().
    std::optional<std::string_view> find(std::string_view name) const;

  private:
    const char* text_ = nullptr;
    std::span<const header_line> lines_;
};

}  // namespace http_min::wire
