// generator<T> -- a lazy sequence: the body runs to its next co_yield when the loop over it asks for one
// more.
//
//     rt::generator<int> below(int n) { for (int i = 0; i < n; ++i) co_yield i; }
//     for (int i : below(3)) …
//
// For a plain T each element is the reader's to move from (a T&&; what is yielded by name is copied for it);
// for T& it is the body's own object. No await inside: that takes an async_generator.
//
// Errors:    an exception that leaves the body is rethrown where the next element was asked for; then it has
//            ended.
// Lifetime:  the generator owns its frame; dropped half way, it destroys what lives there. An element stays
//            until the next one is asked for.
// Invariant: read once, from begin() on. The reader calls the body like a function: the stack stays flat.
// Threads:   runs inside whoever reads it.
#pragma once

#include <coroutine>
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <rt/core/contract.hpp>
#include <rt/core/frame_pool.hpp>
#include <type_traits>
#include <utility>

namespace rt {

namespace detail {

// Where a body stands at a co_yield. It goes on with what was thrown in, if anything was.
class at_yield {
  public:
    explicit at_yield(std::exception_ptr& crossing) noexcept : crossing_(&crossing) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    void await_resume() const {
        if (*crossing_) std::rethrow_exception(std::exchange(*crossing_, nullptr));
    }

  private:
    std::exception_ptr* crossing_;  // in the promise
};

// The same, with a reader's copy of what was yielded by name: it lives in the body's frame until the body goes on.
template <class Value>
class at_yield_of_copy : public at_yield {
  public:
    at_yield_of_copy(std::exception_ptr& crossing, const Value& original, Value*& current)
        : at_yield(crossing), copy_(original), current_(&current) {}
    void await_suspend(std::coroutine_handle<>) noexcept { *current_ = std::addressof(copy_); }

  private:
    Value copy_;
    Value** current_;
};

template <class>
inline constexpr bool is_awaitable_here = false;

}  // namespace detail

template <class T>
class [[nodiscard("a generator does nothing until it is read: loop over it")]] generator {
  public:
    using reference = std::conditional_t<std::is_reference_v<T>, T, T&&>;
    using value_type = std::remove_cvref_t<T>;

    class promise_type;
    class iterator;

    generator(generator && other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    generator& operator=(generator&& other) noexcept {
        generator(std::move(other)).swap(*this);
        return *this;
    }
    ~generator() {
        if (frame_) frame_.destroy();  // not begun, at a co_yield, or at its end: in each it is suspended
    }

    void swap(generator & other) noexcept { std::swap(frame_, other.frame_); }

    // Runs the body to its first co_yield. REQUIRES: not moved from, not begun before.
    iterator begin() {
        RT_EXPECTS(frame_, "this generator is empty: it was moved from");
        RT_EXPECTS(!frame_.promise().begun, "this generator was begun before: a generator is read once");
        frame_.promise().begun = true;
        iterator first(frame_);
        ++first;
        return first;
    }
    std::default_sentinel_t end() const noexcept { return {}; }

    // Runs the body on, but its co_yield throws. RETURNS whether it has yielded again; what it lets through comes out.
    // REQUIRES: it is at a co_yield.
    bool throw_in(std::exception_ptr exception) {
        RT_EXPECTS(frame_ && frame_.promise().begun && !frame_.done(),
                   "this generator does not stand at a co_yield: there is nothing to throw at");
        frame_.promise().crossing = std::move(exception);
        frame_.promise().run();
        return !frame_.done();
    }

  private:
    explicit generator(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

    std::coroutine_handle<promise_type> frame_;
};

template <class T>
class generator<T>::promise_type : public pooled_frame {
    using object = std::remove_reference_t<T>;

  public:
    object* current = nullptr;    // in the body's frame; valid while it is suspended at a co_yield
    std::exception_ptr crossing;  // on its way into the body, or out of it; mostly null
    bool begun = false;

    generator get_return_object() noexcept {
        return generator(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }  // its generator frees the frame
    void return_void() noexcept {}
    void unhandled_exception() noexcept { crossing = std::current_exception(); }

    // To its next co_yield or its end.
    void run() {
        std::coroutine_handle<promise_type>::from_promise(*this).resume();
        if (crossing) std::rethrow_exception(std::exchange(crossing, nullptr));
    }

    detail::at_yield yield_value(reference element) noexcept {
        current = std::addressof(element);
        return detail::at_yield(crossing);
    }
    detail::at_yield_of_copy<object> yield_value(const object& element) requires(
        !std::is_reference_v<T> && std::is_copy_constructible_v<T>) {
        return detail::at_yield_of_copy<object>(crossing, element, current);
    }

    template <class Awaitable>
    std::suspend_never await_transform(Awaitable&&) noexcept {
        static_assert(
            detail::is_awaitable_here<Awaitable>,
            "a generator cannot await, for its reader calls it like a function: make it an async_generator");
        return {};
    }
};

// An input iterator: it knows one element, and who asks for the next leaves that one behind.
template <class T>
class generator<T>::iterator {
  public:
    using value_type = generator::value_type;
    using difference_type = std::ptrdiff_t;

    explicit iterator(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
    iterator(iterator&& other) noexcept = default;  // one reader: moved and not copied
    iterator& operator=(iterator&& other) noexcept = default;

    reference operator*() const noexcept { return static_cast<reference>(*frame_.promise().current); }

    // REQUIRES: not at the end.
    iterator& operator++() {
        RT_EXPECTS(!frame_.done(), "this generator has ended: there is nothing behind its end");
        frame_.promise().run();
        return *this;
    }
    void operator++(int) { ++*this; }

    friend bool operator==(const iterator& here, std::default_sentinel_t) noexcept {
        return here.frame_.done();
    }

  private:
    std::coroutine_handle<promise_type> frame_;
};

}  // namespace rt
