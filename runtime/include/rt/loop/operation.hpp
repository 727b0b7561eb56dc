// operation -- one request to the kernel: what is asked, what came back, and who is resumed.
//
// An operation lives in the awaiting frame, so handing one over allocates nothing. It describes the request
// in plain values; each driver turns them into what it needs: an SQE, or a system call once the descriptor is
// ready.
//
// Lifetime:  from start() until its last completion it may not move or end: the kernel writes to what it
// names.
//            When it was cancelled, the cancellation's own completion is waited for too, so that a late one
//            cannot hit the next operation at the same address.
// Invariant: outstanding is the number of completions still to come: 0 idle, 1 started, 2 a cancel is under
// way. Threads:   the loop's own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <rt/core/contract.hpp>
#include <rt/core/task_record.hpp>
#include <rt/core/waiter_queue.hpp>

namespace rt {

enum class op_code : std::uint8_t {
    nop,      // completes with 0: a way to reach the kernel and come back
    read,     // fd, data, length, offset (-1: the file's own position)
    write,    // fd, data, length, offset
    receive,  // fd, data, length, flags: MSG_*
    send,     // fd, data, length, flags: MSG_*
    accept,   // fd, flags: SOCK_*; completes with the new descriptor
    connect,  // fd, data: a sockaddr, length: its size
};

constexpr const char* name_of(op_code code) noexcept {
    switch (code) {
        case op_code::nop: return "nop";
        case op_code::read: return "read";
        case op_code::write: return "write";
        case op_code::receive: return "receive";
        case op_code::send: return "send";
        case op_code::accept: return "accept";
        case op_code::connect: return "connect";
    }
    return "operation";
}

class operation : public waiter {
  public:
    operation(op_code code_, int fd_) noexcept : code(code_), fd(fd_) {}
    operation(const operation&) = delete;
    operation& operator=(const operation&) = delete;

    op_code code;
    std::uint8_t outstanding = 0;
    int fd;
    void* data = nullptr;
    std::uint32_t length = 0;
    std::uint32_t flags = 0;
    std::uint64_t offset = static_cast<std::uint64_t>(-1);
    std::int32_t result = 0;  // >= 0: what the call returns; < 0: -errno

    bool in_flight() const noexcept { return outstanding != 0; }

    // Called by the driver after the last completion. The usual thing is to become ready to run.
    virtual void finished(waiter_queue& ready) noexcept { ready.push(*this); }

    const char* waits_for() const noexcept override { return name_of(code); }

  protected:
    ~operation() { RT_EXPECTS(!in_flight(), "an operation ends while the kernel may still write to it"); }
};

}  // namespace rt
