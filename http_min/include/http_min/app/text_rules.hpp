// text_rules -- what a text (or a list) must satisfy: min_length<3>, max_length<50>, pattern<"^[a-z]+$">.
//
// Lengths of text count characters, not bytes. A pattern is searched for, not matched whole: anchor it with ^ and $. Its syntax
// is RE2's, and so is its promise: time linear in the text, whatever a client sends.
//
// Errors:  a pattern that RE2 does not read throws std::invalid_argument when the program starts to use it.
#pragma once

#include <http_min/app/constraint.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace http_min {

namespace detail {

std::size_t count_characters(std::string_view utf8);
misfit wrong_length(std::string_view type, const char* words, const char* key, std::size_t limit);
misfit too_few_elements(std::size_t limit, std::size_t count);
misfit no_match(std::string_view pattern);

// A pattern, compiled once.
class compiled_pattern {
  public:
    explicit compiled_pattern(std::string_view text);
    compiled_pattern(const compiled_pattern&) = delete;
    ~compiled_pattern();
    bool found_in(std::string_view text) const;

  private:
    void* regex_;  // RE2's header stays out of ours
};

}  // namespace detail

template <std::size_t Limit>
struct min_length {
    static constexpr std::size_t limit = Limit;
    static std::optional<misfit> check(const std::string& value) {
        if (detail::count_characters(value) >= Limit) return std::nullopt;
        return detail::wrong_length("string_too_short", "at least", "min_length", Limit);
    }
    template <class T>
    static std::optional<misfit> check(const std::vector<T>& value) {
        if (value.size() >= Limit) return std::nullopt;
        return detail::too_few_elements(Limit, value.size());
    }
};

template <std::size_t Limit>
struct max_length {
    static constexpr std::size_t limit = Limit;
    static std::optional<misfit> check(const std::string& value) {
        if (value.size() <= Limit || detail::count_characters(value) <= Limit) return std::nullopt;
        return detail::wrong_length("string_too_long", "at most", "max_length", Limit);
    }
};

template <fixed_string Text>
struct pattern {
    static constexpr std::string_view text = Text.view();
    static std::optional<misfit> check(const std::string& value) {
        static const detail::compiled_pattern compiled(text);
        if (compiled.found_in(value)) return std::nullopt;
        return detail::no_match(text);
    }
};

}  // namespace http_min
