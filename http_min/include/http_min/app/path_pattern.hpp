// path_pattern -- "/items/{item_id}" taken apart, and held against a path.
//
//   {name}       one segment, not empty
//   {name:path}  the rest, slashes and nothing included; at most one in a pattern
//
// A {name} fills a segment of its own: so every match is found in one pass, without trying twice.
// Errors:    problem() says what is wrong with the text. A route asks at compile time.
// Lifetime:  points into the text it was made from.
#pragma once

#include <array>
#include <cstddef>
#include <http_min/app/path_values.hpp>
#include <string_view>

namespace http_min {

struct path_piece {
    enum class kind {
        text,     // stands for itself
        segment,  // {name}
        rest,     // {name:path}
    };
    kind is = kind::text;
    std::string_view text;  // a name without its braces
};

enum class pattern_problem { none, no_slash, brace, not_alone, converter, two_rests, same_name, too_many };

class path_pattern {
  public:
    constexpr explicit path_pattern(std::string_view text) { problem_ = read(text); }

    constexpr pattern_problem problem() const { return problem_; }

    // The names, in order.
    constexpr std::size_t names() const { return names_; }
    constexpr std::string_view name(std::size_t index) const { return pieces_[name_at_[index]].text; }
    constexpr bool has(std::string_view wanted) const {
        for (std::size_t i = 0; i < names_; ++i)
            if (name(i) == wanted) return true;
        return false;
    }

    // RETURNS whether `path` (decoded) fits; fills `values` then, and leaves rubbish in them otherwise.
    bool match(std::string_view path, path_values& values) const;

  private:
    constexpr pattern_problem read(std::string_view text);
    constexpr pattern_problem read_name(std::string_view inside, bool alone);
    constexpr void add(path_piece piece) { pieces_[size_++] = piece; }

    std::array<path_piece, 2 * path_values::capacity + 1> pieces_{};
    std::size_t size_ = 0;
    std::array<std::size_t, path_values::capacity> name_at_{};  // the pieces that are names
    std::size_t names_ = 0;
    bool has_rest_ = false;
    pattern_problem problem_ = pattern_problem::none;
};

constexpr pattern_problem path_pattern::read(std::string_view text) {
    if (!text.starts_with('/')) return pattern_problem::no_slash;
    while (!text.empty()) {
        const std::size_t open = text.find_first_of("{}");
        if (open != 0) add({path_piece::kind::text, text.substr(0, open)});
        if (open == text.npos) break;
        const std::size_t close = text.find('}', open);
        if (text[open] == '}' || close == text.npos) return pattern_problem::brace;
        const bool after_slash = open > 0 && text[open - 1] == '/';
        const std::string_view inside = text.substr(open + 1, close - open - 1);
        text.remove_prefix(close + 1);
        const bool alone = after_slash && (text.empty() || text.starts_with('/'));
        if (const auto wrong = read_name(inside, alone); wrong != pattern_problem::none) return wrong;
    }
    return pattern_problem::none;
}

constexpr pattern_problem path_pattern::read_name(std::string_view inside, bool alone) {
    const std::size_t colon = inside.find(':');
    const std::string_view name = inside.substr(0, colon);
    const bool is_rest = colon != inside.npos;
    if (name.empty() || name.find('{') != name.npos) return pattern_problem::brace;
    if (!alone) return pattern_problem::not_alone;
    if (is_rest && inside.substr(colon) != ":path") return pattern_problem::converter;
    if (is_rest && has_rest_) return pattern_problem::two_rests;
    if (has(name)) return pattern_problem::same_name;
    if (names_ == path_values::capacity) return pattern_problem::too_many;
    has_rest_ = has_rest_ || is_rest;
    name_at_[names_++] = size_;
    add({is_rest ? path_piece::kind::rest : path_piece::kind::segment, name});
    return pattern_problem::none;
}

}  // namespace http_min
