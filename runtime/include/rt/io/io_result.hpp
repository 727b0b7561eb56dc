// io_result<T> -- what the kernel or the peer answered: a value, or an error that is no surprise.
//
// A reset connection or a full disk is part of the job and so not an exception. 0 bytes read is the end of the
// stream; a short count is normal.
//
//     const auto got = co_await stream.read_some(buffer);
//     if (!got) return report(got.error());
#pragma once

#include <optional>
#include <rt/core/contract.hpp>
#include <system_error>
#include <utility>

namespace rt {

template <class T>
class [[nodiscard("the kernel may have refused: look at the result")]] io_result {
  public:
    io_result(T value) : value_(std::move(value)) {}
    io_result(std::error_code error) noexcept : error_(error) {}
    io_result(std::errc error) noexcept : error_(std::make_error_code(error)) {}

    bool has_value() const noexcept { return value_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }

    // The reason there is no value; empty when there is one.
    std::error_code error() const noexcept { return error_; }

    // REQUIRES: has_value().
    T& operator*() & noexcept { return checked(); }
    const T& operator*() const& noexcept { return const_cast<io_result*>(this)->checked(); }
    T&& operator*() && noexcept { return std::move(checked()); }
    T* operator->() noexcept { return &checked(); }
    const T* operator->() const noexcept { return &**this; }

    // The value, or std::system_error naming `what`: for callers to whom an error is a surprise.
    T value_or_throw(const char* what) && {
        if (!value_) throw std::system_error(error_, what);
        return std::move(*value_);
    }

  private:
    T& checked() noexcept {
        RT_EXPECTS(value_.has_value(), "this io_result has no value: ask `if (!result)` first");
        return *value_;
    }

    std::optional<T> value_;
    std::error_code error_;
};

// No value, only whether it worked.
struct done {};

}  // namespace rt
