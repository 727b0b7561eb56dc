// async_generator<T> -- a lazy sequence whose body awaits; its reader awaits each element.
//
//     for (line* l = co_await lines.next(); l != nullptr; l = co_await lines.next()) …
//
// Errors:    an exception that leaves the body is rethrown at the await that made it run; then it has ended.
// Lifetime:  the generator owns its frame. Dropped half way, it destroys what lives there at once; clean-up
//            that must await is what close() is for. An element stays until the next one is asked for.
// Invariant: one await of it at a time. The body runs in its reader's line of execution and scopes. They hand
//            over by symmetric transfer: a million elements need no stack.
// Threads:   runs on the thread of whoever awaits it.
#pragma once

#include <rt/core/async_generator_body.hpp>

namespace rt {

template <class T>
class [[nodiscard("a generator does nothing until it is read: co_await next()")]] async_generator {
  public:
    using promise_type = detail::async_generator_promise<T>;

    async_generator(async_generator&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    async_generator& operator=(async_generator&& other) noexcept {
        async_generator(std::move(other)).swap(*this);
        return *this;
    }
    ~async_generator() {
        if (frame_) frame_.destroy();  // not begun, at a co_yield, or at its end
    }

    void swap(async_generator& other) noexcept { std::swap(frame_, other.frame_); }

    // True when there is a frame to read from: false once moved from or closed.
    explicit operator bool() const noexcept { return frame_ != nullptr; }

    class next_awaiter;
    class throw_awaiter;
    class close_awaiter;

    // Runs the body to its next co_yield. RETURNS the element, null at the end. Of a plain T it is the
    // reader's to move from (what is yielded by name is copied for it); of a T&, and when it is lent, it is
    // the body's own. After the end it stays null.
    next_awaiter next() noexcept { return next_awaiter(frame_); }

    // The same, but the co_yield throws. What the body lets through comes back to the reader.
    // REQUIRES: it is at a co_yield.
    throw_awaiter throw_in(std::exception_ptr exception) noexcept {
        return throw_awaiter(frame_, std::move(exception));
    }

    // Ends it where it is: the co_yield throws generator_closed, destructors run, clean-up is awaited, and
    // the frame is freed. Other exceptions come out. Clean-up is cancelled with the reader: who wants it done
    // whatever comes puts close() into a shield. REQUIRES: the body does not yield again.
    close_awaiter close() noexcept { return close_awaiter(*this); }

  private:
    friend promise_type;
    explicit async_generator(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

    std::coroutine_handle<promise_type> frame_;
};

template <class T>
class [[nodiscard("co_await it")]] async_generator<T>::next_awaiter {
  public:
    explicit next_awaiter(std::coroutine_handle<promise_type> body) noexcept : body_(body) {}
    bool await_ready() const noexcept { return body_ && body_.done(); }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> reader) noexcept {
        RT_EXPECTS(body_, "this generator is empty: it was closed, or moved from");
        body_.promise().enter(reader);
        return body_;
    }
    std::remove_reference_t<T>* await_resume() { return body_.promise().take(); }

  protected:
    std::coroutine_handle<promise_type> body_;
};

template <class T>
class [[nodiscard("co_await it")]] async_generator<T>::throw_awaiter : public next_awaiter {
  public:
    throw_awaiter(std::coroutine_handle<promise_type> body, std::exception_ptr exception) noexcept
        : next_awaiter(body), exception_(std::move(exception)) {}
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> reader) noexcept {
        RT_EXPECTS(this->body_, "this generator is empty: it was closed, or moved from");
        this->body_.promise().enter(reader, std::move(exception_));
        return this->body_;
    }

  private:
    std::exception_ptr exception_;
};

template <class T>
class [[nodiscard("co_await it")]] async_generator<T>::close_awaiter {
  public:
    explicit close_awaiter(async_generator& which) noexcept : which_(which) {}
    bool await_ready() const noexcept { return !which_.frame_ || !which_.frame_.promise().is_at_yield(); }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> reader) noexcept {
        which_.frame_.promise().enter(reader, std::make_exception_ptr(generator_closed{}));
        return which_.frame_;
    }
    void await_resume() {
        const async_generator ended = std::move(which_);  // its frame is freed here, whatever comes
        if (!ended) return;
        try {
            ended.frame_.promise().take();
        } catch (const generator_closed&) {
        }
        RT_EXPECTS(!ended.frame_.promise().is_at_yield(),
                   "a generator that is being closed must not yield again");
    }

  private:
    async_generator& which_;
};

}  // namespace rt
