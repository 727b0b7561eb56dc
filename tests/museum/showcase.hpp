// showcase.hpp -- the glass of the museum: it makes a bug visible every time, and not only when luck is bad.
//
// A witness is written down by its address when it is made and crossed out when it ends, so it can be asked
// whether it is still there. To ask one that is gone is what one must never do; here it is the exhibit. Under
// AddressSanitizer it is really read, so that the tool has something to find.
//
// A held coroutine starts at once; whoever holds it may end it at any time, and its frame's memory is the
// next one's of its size.
//
// Threads: one at a time.
#pragma once

#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <rt/core/frame_pool.hpp>
#include <set>
#include <utility>

namespace museum {

// So that what was said before a crash is not lost in a buffer.
inline const int line_by_line = std::setvbuf(stdout, nullptr, _IOLBF, 0);

class witness {
  public:
    explicit witness(const char* name) : name_(name) { present().insert(this); }
    witness(const witness& other) : witness(other.name_) {}
    witness& operator=(const witness&) = delete;
    ~witness() { present().erase(this); }

    const char* name() const { return is_there(this) || !RT_POOL_FRAMES ? name_ : "somebody who is gone"; }

    [[gnu::noinline]] static bool is_there(const void* address) { return present().contains(address); }

  private:
    static std::set<const void*>& present() {
        static std::set<const void*> addresses;
        return addresses;
    }

    const char* name_;
};

class held {
  public:
    struct promise_type : rt::pooled_frame {
        held get_return_object() { return held(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void unhandled_exception() noexcept { std::terminate(); }
        void return_void() noexcept {}
    };

    held(held&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    held& operator=(held&&) = delete;
    ~held() { end(); }

    void resume() { frame_.resume(); }

    // Not inlined: a compiler that sees a whole life of a frame may put it on the stack.
    [[gnu::noinline]] void end() {
        if (frame_) std::exchange(frame_, nullptr).destroy();
    }

  private:
    explicit held(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

    std::coroutine_handle<promise_type> frame_;
};

}  // namespace museum
