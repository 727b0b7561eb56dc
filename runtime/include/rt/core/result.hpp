// result<T> -- where a coroutine leaves what it produced: nothing yet, a value, or an exception.
//
// Errors:    take() rethrows what set_exception() stored.
// Lifetime:  owns the value; for T& only the address, as a reference does.
// Invariant: `state_` names the one member of the union that is alive.
// Threads:   none of its own; written before the reader is resumed.
#pragma once

#include <exception>
#include <memory>
#include <rt/core/contract.hpp>
#include <type_traits>
#include <utility>

namespace rt {

namespace detail {

struct unit {};

// What is stored for a T: void has no objects and T& no address of its own to store, so both get a stand-in.
template <class T>
using stored = std::conditional_t<
    std::is_void_v<T>, unit,
    std::conditional_t<std::is_reference_v<T>, std::remove_reference_t<T>*, std::remove_const_t<T>>>;

// Not inline: whoever awaits would keep room for a copy of the pointer in its frame.
[[noreturn, gnu::cold, gnu::noinline]] inline void rethrow(const std::exception_ptr& exception) {
    std::rethrow_exception(exception);
}

}  // namespace detail

template <class T>
class result {
    using stored = detail::stored<T>;

  public:
    result() noexcept {}
    result(const result&) = delete;
    result& operator=(const result&) = delete;

    ~result() {
        if (state_ == state::value) std::destroy_at(&value_);
        if (state_ == state::exception) std::destroy_at(&exception_);
    }

    // REQUIRES: empty. For T& the argument is an lvalue; for void there is none.
    template <class... Args>
    void set_value(Args&&... args) {
        RT_EXPECTS(state_ == state::empty, "a result is set once");
        if constexpr (std::is_reference_v<T>)
            std::construct_at(&value_, std::addressof(args)...);
        else
            std::construct_at(&value_, std::forward<Args>(args)...);
        state_ = state::value;
    }

    // REQUIRES: empty.
    void set_exception(std::exception_ptr exception) noexcept {
        RT_EXPECTS(state_ == state::empty, "a result is set once");
        std::construct_at(&exception_, std::move(exception));
        state_ = state::exception;
    }

    bool has_value() const noexcept { return state_ == state::value; }
    bool is_empty() const noexcept { return state_ == state::empty; }

    // Moves the value out, or rethrows. REQUIRES: not empty, taken once.
    T take() {
        RT_EXPECTS(state_ != state::empty, "the result is taken before the coroutine has produced one");
        if (state_ == state::exception) [[unlikely]]
            detail::rethrow(exception_);
        if constexpr (std::is_reference_v<T>)
            return static_cast<T>(*value_);
        else if constexpr (!std::is_void_v<T>)
            return std::move(value_);
    }

  private:
    enum class state : unsigned char {
        empty,      // until the coroutine returns or throws
        value,      // it returned; value_ is alive
        exception,  // it threw; exception_ is alive
    };

    union {
        stored value_;
        std::exception_ptr exception_;
    };
    state state_ = state::empty;
};

}  // namespace rt
