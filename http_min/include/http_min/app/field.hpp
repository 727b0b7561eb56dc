// field<T, rules...> -- a field of a model with rules, a default, or words for the document.
// unset_or<T, rules...> -- a field of which a client may say nothing at all, and that is not the same as null: for PATCH.
//
//   struct line { std::string sku; field<int, ge<1>, le<99>> qty; field<bool, def<false>> express; };
//   struct patch { unset_or<std::optional<std::string>> note; };     if (p.note.is_set()) thing.note = *p.note;
//
// Both are used as the value they hold: line.qty * price, *line.qty, line.sku->size().
//
// A plain field without a rule is required, a std::optional is null by default; a default for any other is def<>: an initialiser
// of the struct cannot be seen by the reflection.
#pragma once

#include <http_min/app/annotation.hpp>
#include <http_min/app/constraint.hpp>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace http_min {

namespace detail {

// What a field of T is compared with as its value would be.
template <class U, class T>
concept bare = std::is_arithmetic_v<U> || std::is_enum_v<U> || std::is_same_v<U, T> ||
    std::is_convertible_v<const U&, std::string_view>;

}  // namespace detail

template <class T, class... Rules>
class field {
  public:
    using value_type = T;

    constexpr field() = default;
    constexpr field(T value) : value_(std::move(value)) {}
    template <class U>
    requires(std::is_constructible_v<T, U&&> && !std::is_same_v<std::remove_cvref_t<U>, field> &&
             !std::is_same_v<std::remove_cvref_t<U>, T>) constexpr field(U&& value)
        : value_(std::forward<U>(value)) {}

    constexpr operator const T&() const { return value_; }
    constexpr T& operator*() { return value_; }
    constexpr const T& operator*() const { return value_; }
    constexpr T* operator->() { return &value_; }
    constexpr const T* operator->() const { return &value_; }

    friend constexpr bool operator==(const field& a, const field& b) { return a.value_ == b.value_; }

    // With a bare value, exactly: else `done == true` could be the conversion of the one or of the other.
    template <detail::bare<T> U>
    friend constexpr bool operator==(const field& a, const U& b) {
        return a.value_ == b;
    }

  private:
    T value_{};
};

template <class T, class... Rules>
class unset_or {
  public:
    using value_type = T;

    constexpr unset_or() = default;
    constexpr unset_or(T value) : value_(std::move(value)) {}

    constexpr bool is_set() const { return value_.has_value(); }

    // REQUIRES: is_set().
    constexpr T& operator*() { return *value_; }
    constexpr const T& operator*() const { return *value_; }
    constexpr T* operator->() { return &*value_; }
    constexpr const T* operator->() const { return &*value_; }
    T& emplace() { return value_.emplace(); }

  private:
    std::optional<T> value_;
};

namespace detail {

template <class T>
inline constexpr bool is_unset_or = false;
template <class T, class... Rules>
inline constexpr bool is_unset_or<unset_or<T, Rules...>> = true;

template <class T>
inline constexpr bool is_field = false;
template <class T, class... Rules>
inline constexpr bool is_field<field<T, Rules...>> = true;

}  // namespace detail

}  // namespace http_min
