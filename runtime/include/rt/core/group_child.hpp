// group_child -- a line of execution that belongs to a task group: it frees its own frame and counts itself
// off.
//
// Lifetime:  the frame ends with the body; before that the owner has counted it, and waits for the count to
//            reach zero.
// Invariant: alive_ is the number of frames. Whoever takes it to zero hands over to the owner, if that waits.
// Threads:   one loop's own.
#pragma once

#include <coroutine>
#include <cstddef>
#include <exception>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/frame_pool.hpp>
#include <rt/core/ready.hpp>
#include <rt/core/task_record.hpp>
#include <utility>

namespace rt {

// What a trace and the await graph call a task. A literal.
struct named {
    explicit constexpr named(const char* n) noexcept : name(n) {}
    const char* name;
};

namespace detail {

class group_child;

class child_owner {
  public:
    child_owner(const child_owner&) = delete;
    child_owner& operator=(const child_owner&) = delete;

  protected:
    child_owner() = default;

    // Lets a child run in `scope`, from the next turn on.
    void begin(group_child child, cancel_scope& scope, named name);

    class [[nodiscard]] join : waiter {
      public:
        explicit join(child_owner& owner) noexcept : owner_(owner) {}
        bool await_ready() const noexcept { return owner_.alive_ == 0; }
        void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) noexcept {
            suspend(caller, at);
            owner_.joining_ = this;
        }
        void await_resume() const noexcept { owner_.joining_ = nullptr; }

      private:
        const char* waits_for() const noexcept override { return "its children"; }
        child_owner& owner_;
    };

    // Suspends until no child is left. Cancelling does not end it: it reaches the children, and they end.
    join all_ended() noexcept { return join(*this); }

    std::size_t alive_ = 0;

  private:
    friend class group_child;

    // RETURNS who runs next.
    std::coroutine_handle<> one_has_ended() noexcept {
        if (--alive_ > 0 || joining_ == nullptr) return std::noop_coroutine();
        return joining_->hand_over();
    }

    waiter* joining_ = nullptr;
};

class group_child {
  public:
    struct promise_type : pooled_frame {
        task_record record;
        waiter first_resume;
        child_owner* owner = nullptr;

        group_child get_return_object() noexcept {
            return group_child(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct count_off {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept {
                child_owner& group = *self.promise().owner;
                self.promise().record.end();
                self.destroy();  // nobody else has this frame; the group is no part of it
                return group.one_has_ended();
            }
            void await_resume() noexcept {}
        };
        count_off final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }  // the body lets none through
    };

    group_child(group_child&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    group_child& operator=(group_child&&) = delete;
    ~group_child() {
        if (frame_) frame_.destroy();  // never begun
    }

  private:
    friend class child_owner;
    explicit group_child(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

    std::coroutine_handle<promise_type> frame_;
};

inline void child_owner::begin(group_child child, cancel_scope& scope, named name) {
    const auto frame = std::exchange(child.frame_, nullptr);
    group_child::promise_type& promise = frame.promise();
    promise.owner = this;
    promise.record.begin(name.name);
    promise.first_resume.suspend_before(frame, promise.record);
    scope.adopt(promise.record);
    ++alive_;
    make_ready(promise.first_resume);
}

}  // namespace detail

}  // namespace rt
