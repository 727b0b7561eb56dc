// attempt(op) -- carry out a request by the system call it stands for, without ever waiting.
//
// This is what a ring does inside the kernel, done from outside: try; and when it is too early, come again
// when the descriptor is ready. A file on a disk is never "not ready" and makes its caller wait all the same,
// so what is asked of a file is tried only where the call can be told not to wait, and else is carried out on
// a thread that may.
//
// RETURNS what the call returns, or -errno; -EAGAIN of attempt(): not now; where_it_waits(op) says what for.
// Source: recv(2), send(2), recvmsg(2), accept4(2), connect(2), read(2), preadv2(2) (RWF_NOWAIT), splice(2).
#pragma once

#include <cstdint>
#include <rt/loop/operation.hpp>

namespace rt {

std::int32_t attempt(operation& op) noexcept;

// The same for a request that needs_thread(): takes as long as the disk does.
std::int32_t carry_out(operation& op) noexcept;

// Whether no readiness will tell when the request can be carried out: it is one to a file.
bool needs_thread(const operation& op) noexcept;

enum class readiness : unsigned char {
    to_read,   // data, a connection, or the end is there
    to_write,  // there is room, or a connection attempt has ended
};

struct waiting_place {
    int fd;
    readiness what;
};

// After an attempt() that came too early.
waiting_place where_it_waits(const operation& op) noexcept;

}  // namespace rt
