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
        block* const head = lists_[index];
        if (head == nullptr) {
            janitor_.arm();
            return ::operator new((index + 1) * granule);
        }
        lists_[index] = head->next;
        return head;
    }

    static void release(void* frame, std::size_t size) noexcept {
        const std::size_t index = class_of(size);
        if (index >= classes || closed_) return ::operator delete(frame);
        if (lists_[index] == nullptr) janitor_.arm();  // this thread may only ever free what others made
        lists_[index] = new (frame) block{lists_[index]};
    }

  private:
    static constexpr std::size_t granule = 64;  // a cache line
    static constexpr std::size_t classes = 32;  // frames of up to 2 KiB

    struct block {
        block* next;
    };

    // Empties the lists when the thread ends; what is freed later still goes straight to the heap.
    class janitor {
      public:
        janitor() noexcept {}
        void arm() noexcept {}  // using a thread_local makes it, and so registers its destructor
        ~janitor() {
            closed_ = true;
            for (block*& list : lists_)
                while (list != nullptr) ::operator delete(std::exchange(list, list->next));
        }
    };

    static std::size_t class_of(std::size_t size) noexcept { return (size - 1) / granule; }

    static thread_local constinit inline block* lists_[classes] = {};
    static thread_local constinit inline bool closed_ = false;
    static thread_local inline janitor janitor_;
};

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
