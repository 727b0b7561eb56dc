// parameter -- what all parameters read from text share: a value, its default, its rules.
//
// *p and p-> give the value, as with a pointer.
// Errors:    none: what does not fit goes into the list of validation_errors, and the handler is not called.
#pragma once

#include <http_min/app/annotation.hpp>
#include <http_min/app/constraint.hpp>
#include <http_min/app/from_text.hpp>
#include <http_min/app/validation_error.hpp>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace http_min {

// Where parameters come from, in the order in which their errors are reported.
enum class source { path, query, header, cookie, body, none };

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_list<std::optional<std::vector<T>>> = true;

// The list itself, of one that may be absent too.
template <class T>
std::vector<T>& list_in(std::vector<T>& list) {
    return list;
}
template <class T>
std::vector<T>& list_in(std::optional<std::vector<T>>& list) {
    return list ? *list : list.emplace();
}
template <class T>
using element_of = typename std::remove_reference_t<decltype(list_in(std::declval<T&>()))>::value_type;

template <class T>
concept readable = readable_from_text<T> ||(is_list<T>&& readable_from_text<element_of<T>>);

template <class Rule>
inline constexpr bool is_default = false;
template <constant... Values>
inline constexpr bool is_default<def<Values...>> = true;

template <class Rule, class T>
concept rule_for = requires(const T& value) {
    Rule::check(value);
};

template <class T, class Rule>
struct rule_fits {
    static_assert(rule_for<Rule, T>, "this rule says nothing about values of this type");
};

template <class Rule, class T>
std::optional<misfit> check(const T& value) {
    if constexpr (is_default<Rule> || is_annotation<Rule>)
        return std::nullopt;
    else if constexpr (is_optional<T>)
        return value ? check<Rule>(*value) : std::nullopt;
    else if constexpr (rule_for<Rule, T>)
        return Rule::check(value);
    else
        return static_cast<void>(sizeof(rule_fits<T, Rule>)), std::nullopt;
}

// RETURNS what the first broken rule says.
template <class... Rules, class T>
std::optional<misfit> check_all(const T& value) {
    std::optional<misfit> wrong;
    (void)((wrong = check<Rules>(value), wrong.has_value()) || ...);
    return wrong;
}

}  // namespace detail

template <class T, class... Rules>
class parameter {
  public:
    using value_type = T;

    T& operator*() & { return value_; }
    const T& operator*() const& { return value_; }
    T&& operator*() && { return std::move(value_); }
    T* operator->() { return &value_; }
    const T* operator->() const { return &value_; }

  protected:
    void read_text(std::string_view text, const location& where, validation_errors& errors) {
        auto wrong = from_text(text, value_);
        if (!wrong) wrong = detail::check_all<Rules...>(value_);
        if (wrong) errors.add_text(where, std::move(*wrong), text);
    }

    // One more element of a list.
    void read_element(std::string_view text, const location& where, validation_errors& errors) {
        detail::element_of<T> element{};
        if (auto wrong = from_text(text, element))
            errors.add_text(where, std::move(*wrong), text);
        else
            detail::list_in(value_).push_back(std::move(element));
    }

    // After the last element: of an absent list the default, of a list the rules that are about the whole.
    void end_of_list(std::size_t count, const location& where, validation_errors& errors) {
        if (count == 0) return read_absent(where, errors);
        if (detail::list_in(value_).size() != count) return;  // an element is wrong, and that was said
        if (auto wrong = detail::check_all<Rules...>(value_))
            errors.add(where, std::move(*wrong), json(value_));
    }

    void read_absent(const location& where, validation_errors& errors) {
        if constexpr ((detail::is_default<Rules> || ...))
            (take_default<Rules>(), ...);
        else if constexpr (!detail::is_optional<T>)
            errors.add_missing(where);
    }

  private:
    template <class Rule>
    void take_default() {
        if constexpr (detail::is_default<Rule>) value_ = Rule::template make<T>();
    }

  protected:
    T value_{};
};

// json{{"limit", limit}} is json{{"limit", *limit}}.
template <class T, class... Rules>
void to_json(json& out, const parameter<T, Rules...>& from) {
    out = *from;
}

}  // namespace http_min
