// forbid and allow -- memory that nobody may touch for a while: AddressSanitizer finds out who does. Without it: nothing.
#pragma once

#include <cstddef>
#include <rt/core/frame_pool.hpp>

#if !RT_POOL_FRAMES  // there is AddressSanitizer
#include <sanitizer/asan_interface.h>
#endif

namespace rt {

inline void forbid([[maybe_unused]] const void* memory, [[maybe_unused]] std::size_t size) noexcept {
#if !RT_POOL_FRAMES
    __asan_poison_memory_region(memory, size);
#endif
}

inline void allow([[maybe_unused]] const void* memory, [[maybe_unused]] std::size_t size) noexcept {
#if !RT_POOL_FRAMES
    __asan_unpoison_memory_region(memory, size);
#endif
}

}  // namespace rt
