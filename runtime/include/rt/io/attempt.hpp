// attempt(op) -- carry out a request by the system call it stands for, without ever waiting.
//
// This is what a ring does inside the kernel, done from outside: try, and be told to come again when the descriptor
// is ready.
//
// RETURNS what the call returns, or -errno; -EAGAIN: not now, wait until readiness_of(op) is reported.
// Source: recv(2), send(2), accept4(2), connect(2), read(2), write(2).
#pragma once

#include <cstdint>
#include <rt/loop/operation.hpp>

namespace rt {

std::int32_t attempt(operation& op) noexcept;

enum class readiness : unsigned char {
    to_read,   // data, a connection, or the end is there
    to_write,  // there is room, or a connection attempt has ended
};

readiness readiness_of(const operation& op) noexcept;

}  // namespace rt
