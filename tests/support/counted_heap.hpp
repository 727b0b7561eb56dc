// counted_heap -- every allocation of a test program, counted: "once warm, it allocates nothing" becomes a number.
//
// HEAP_IS_COUNTED is 0 under the address and thread sanitizers: they bring operators of their own, and what would be
// counted is compiled out. Include it in one file of a program: it replaces the global operators.
//
// Threads: the counts are atomic.
#pragma once

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HEAP_IS_COUNTED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HEAP_IS_COUNTED 0
#endif
#endif
#ifndef HEAP_IS_COUNTED
#define HEAP_IS_COUNTED 1
#endif

namespace heap {

inline std::atomic<int> allocations = 0;     // so far
inline std::atomic<int> live_blocks = 0;     // now
inline std::atomic<std::size_t> in_use = 0;  // bytes, now

}  // namespace heap

#if HEAP_IS_COUNTED

void* operator new(std::size_t size) {
    void* const block = std::malloc(size);
    if (block == nullptr) throw std::bad_alloc();
    ++heap::allocations;
    ++heap::live_blocks;
    heap::in_use += ::malloc_usable_size(block);
    return block;
}
void operator delete(void* block) noexcept {
    if (block == nullptr) return;
    --heap::live_blocks;
    heap::in_use -= ::malloc_usable_size(block);
    std::free(block);
}
void operator delete(void* block, std::size_t) noexcept { operator delete(block); }

#endif
