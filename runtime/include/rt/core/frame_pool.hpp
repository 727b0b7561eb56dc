// frame_pool -- coroutine frames come from a free list: once warm, no await, spawn or operation allocates.
//
// Lifetime:  a freed frame is kept for the next one of its size class until the thread ends.
// Invariant: list i holds blocks of exactly (i + 1) * granule bytes; larger frames go to the heap.
// Threads:   one pool a thread. A frame freed on another thread joins that thread's list.
//
// Under AddressSanitizer every frame goes to the heap, so that a frame used after its end is found. While
// contracts are checked, a new frame is filled with 0xAA: code that reads what it never wrote fails every time
// and not by luck (pitfall G1).
#pragma once

#include <cstddef>
#include <cstring>
#include <new>
#include <rt/core/contract.hpp>
#include <utility>

#if defined(__SANITIZE_ADDRESS__)
#define RT_POOL_FRAMES 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RT_POOL_FRAMES 0
#endif
#endif
#ifndef RT_POOL_FRAMES
#define RT_POOL_FRAMES 1
#endif

namespace rt::detail {

class frame_pool {
  public:
    static void* allocate(std::size_t size) {
        const std::size_t index = class_of(size);
        if (index >= classes) return ::operator new(size);
        block* const head = here_.lists_[index];
        if (head == nullptr) [[unlikely]]
            return ::operator new((index + 1) * granule);
        here_.lists_[index] = head->next;
        return head;
    }

    static void release(void* frame, std::size_t size) noexcept {
        const std::size_t index = class_of(size);
        if (index >= classes || (here_.state_ != state::open && !open())) [[unlikely]]
            return ::operator delete(frame);
        here_.lists_[index] = new (frame) block{here_.lists_[index]};
    }

  private:
    static constexpr std::size_t granule = 32;
    static constexpr std::size_t classes = 64;  // frames of up to 2 KiB

    struct block {
        block* next;
    };

    enum class state : unsigned char {
        fresh,   // no frame was freed on this thread yet
        open,    // frames are kept
        closed,  // the thread ends: what its last destructors free goes to the heap
    };

    constexpr frame_pool() noexcept {}

    // Using a thread_local of this kind makes it, and so sees to its destructor.
    struct janitor {
        janitor() noexcept { here_.state_ = state::open; }
        ~janitor() {
            here_.state_ = state::closed;
            for (block*& list : here_.lists_)
                while (list != nullptr) ::operator delete(std::exchange(list, list->next));
        }
    };

    // RETURNS whether frames are kept from now on.
    [[gnu::noinline]] static bool open() noexcept {
        if (here_.state_ == state::fresh) static thread_local janitor at_the_end;
        return here_.state_ == state::open;
    }

    static std::size_t class_of(std::size_t size) noexcept { return (size - 1) / granule; }

    block* lists_[classes] = {};
    state state_ = state::fresh;

    static thread_local frame_pool here_;  // initialised by constants: no access asks whether it has been made
};

inline thread_local constinit frame_pool frame_pool::here_;

}  // namespace rt::detail

namespace rt {

// A promise that derives from this has its frames in the pool.
struct pooled_frame {
    static void* operator new(std::size_t size) {
        void* const frame = RT_POOL_FRAMES ? detail::frame_pool::allocate(size) : ::operator new(size);
#if RT_CONTRACTS
        std::memset(frame, 0xAA, size);
#endif
        return frame;
    }
    static void operator delete(void* frame, std::size_t size) noexcept {
        if (RT_POOL_FRAMES)
            detail::frame_pool::release(frame, size);
        else
            ::operator delete(frame);
    }
};

}  // namespace rt
