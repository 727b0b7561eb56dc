// prepare(sqe, op) -- write a request down as a submission queue entry: 64 bytes that say what, where and how much.
//
// Source: io_uring_enter(2), the table of opcodes.
#pragma once

#include <liburing.h>

#include <rt/loop/operation.hpp>

namespace rt {

// The one group of buffers that a ring shares with the kernel.
inline constexpr unsigned short shared_buffers = 0;

void prepare(io_uring_sqe& sqe, const operation& op) noexcept;

}  // namespace rt
