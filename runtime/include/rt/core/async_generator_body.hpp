// async_generator_body -- co_yield inside an async_generator: how the body stops, and with what it goes on.
//
//     co_yield element;                                          a reader who closes makes this throw
//     const std::exception_ptr why = co_yield rt::lend(object);  and this say so
//
// Whoever must await to clean up lends: a catch block of C++ cannot await. `why` is null when the reader has
// simply asked for the next one, and otherwise what close() or throw_in() would have thrown. The clean-up
// behind it always runs.
//
// Invariant: reader_ is set while the body runs or awaits; current_ while it stands at a co_yield. Neither:
//            it has not begun, or has ended.
#pragma once

#include <coroutine>
#include <exception>
#include <memory>
#include <rt/core/contract.hpp>
#include <rt/core/frame_pool.hpp>
#include <type_traits>
#include <utility>

namespace rt {

template <class T>
class async_generator;

// Thrown at the co_yield where a generator is closed. Like rt::cancelled it is no std::exception. Let it through.
struct generator_closed {
    const char* what() const noexcept { return "the generator was closed"; }
};

template <class T>
struct lent {
    T& object;
};

template <class T>
lent<T> lend(T& object) noexcept {
    return {object};
}

namespace detail {

template <class T>
class async_generator_promise : public pooled_frame {
    using element = std::remove_reference_t<T>;
    using reference = std::conditional_t<std::is_reference_v<T>, T, T&&>;
    using handle = std::coroutine_handle<async_generator_promise>;

  public:
    async_generator<T> get_return_object() noexcept {
        return async_generator<T>(handle::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { crossing_ = std::current_exception(); }

    // What the reader does: enter() before it transfers to the body, take() when it is resumed.
    void enter(std::coroutine_handle<> reader) noexcept {
        RT_EXPECTS(!reader_, "this generator is awaited already: it makes one element at a time");
        RT_EXPECTS(!handle::from_promise(*this).done(),
                   "this generator has ended: it was read to its end, or threw");
        reader_ = reader;
        current_ = nullptr;
    }
    void enter(std::coroutine_handle<> reader, std::exception_ptr in) noexcept {
        RT_EXPECTS(is_at_yield(), "this generator does not stand at a co_yield: there is nothing to throw at");
        crossing_ = std::move(in);
        enter(reader);
    }
    element* take() {
        if (crossing_) std::rethrow_exception(std::exchange(crossing_, nullptr));
        return current_;
    }
    bool is_at_yield() const noexcept {
        RT_EXPECTS(!reader_, "this generator is awaited elsewhere: wait until that await has ended");
        return current_ != nullptr;
    }

    // To the reader: with an element, or with none at the end.
    class to_reader {
      public:
        explicit to_reader(element* current) noexcept : element_(current) {}
        bool await_ready() const noexcept { return false; }
        std::coroutine_handle<> await_suspend(handle body) noexcept {
            promise_ = &body.promise();
            promise_->current_ = element_;
            return std::exchange(promise_->reader_, nullptr);
        }
        void await_resume() const noexcept {}

      protected:
        element* element_;
        async_generator_promise* promise_ = nullptr;
    };

    class at_yield : public to_reader {
      public:
        using to_reader::to_reader;
        void await_resume() const { this->promise_->take(); }
    };

    // The reader's copy of what was yielded by name. It lives here, in the body's frame.
    class at_yield_of_copy : public at_yield {
      public:
        explicit at_yield_of_copy(const element& original) : at_yield(nullptr), copy_(original) {}
        std::coroutine_handle<> await_suspend(handle body) noexcept {
            this->element_ = std::addressof(copy_);
            return at_yield::await_suspend(body);
        }

      private:
        std::remove_const_t<element> copy_;
    };

    class at_loan : public to_reader {
      public:
        using to_reader::to_reader;
        std::exception_ptr await_resume() const noexcept {
            return std::exchange(this->promise_->crossing_, nullptr);
        }
    };

    at_yield yield_value(reference current) noexcept { return at_yield(std::addressof(current)); }
    at_yield_of_copy yield_value(const element& original)
        requires(!std::is_reference_v<T> && std::is_copy_constructible_v<T>)
    {
        return at_yield_of_copy(original);
    }
    at_loan yield_value(lent<element> loan) noexcept { return at_loan(std::addressof(loan.object)); }
    to_reader final_suspend() noexcept { return to_reader(nullptr); }

  private:
    element* current_ = nullptr;
    std::coroutine_handle<> reader_;
    std::exception_ptr crossing_;  // on its way into the body, or out of it; mostly null
};

}  // namespace detail
}  // namespace rt
