// operation -- one request to the kernel: what is asked, what came back, and who is resumed.
//
// An operation lives in the awaiting frame, so handing one over allocates nothing. It describes the request
// in plain values; each driver turns them into what it needs: an SQE, or a system call once the descriptor is
// ready.
//
// Lifetime:  from start() until its last completion it may not move or end: the kernel writes to what it
//            names. When it was cancelled, the cancellation's own completion is waited for too, so that a
//            late one cannot hit the next operation at the same address.
// Invariant: outstanding is the number of completions still to come: 0 idle, 1 started, 2 a cancel is under
//            way.
// Threads:   the loop's own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <rt/core/contract.hpp>
#include <rt/core/task_record.hpp>
#include <rt/core/waiter_queue.hpp>

namespace rt {

class in_flight_table;

enum class op_code : std::uint8_t {
    nop,              // completes with 0: a way to reach the kernel and come back
    read,             // fd, data, length, offset (-1: the file's own position)
    write,            // fd, data, length, offset
    read_vectored,    // fd, data: an array of iovec, length: how many, offset
    write_vectored,   // the same
    open,             // fd: a folder or AT_FDCWD, data: a path, flags: O_*, length: permissions; see accept
    close,            // fd
    sync,             // fd, flags: 1 when the data are enough (fdatasync)
    status,           // fd, data: the struct statx to fill, length: STATX_*
    splice,           // from, offset (of from), fd, length, flags: SPLICE_F_*; one of the two is a pipe
    receive,          // fd, data, length, flags: MSG_*
    send,             // fd, data, length, flags: MSG_*
    receive_message,  // fd, data: a msghdr, flags: MSG_*
    send_message,     // fd, data: a msghdr, flags: MSG_*
    accept,           // fd, flags: SOCK_*; completes with the new descriptor
    connect,          // fd, data: a sockaddr, length: its size
    shutdown,         // fd, flags: SHUT_*
    accept_many,      // accept that completes once for each connection; where driver_abilities has it
    receive_many,     // receive that completes once for each message, in a buffer of the driver's; the same
};

constexpr const char* name_of(op_code code) noexcept {
    switch (code) {
        case op_code::nop: return "nop";
        case op_code::read: return "read";
        case op_code::write: return "write";
        case op_code::read_vectored: return "read";
        case op_code::write_vectored: return "write";
        case op_code::open: return "open";
        case op_code::close: return "close";
        case op_code::sync: return "sync";
        case op_code::status: return "status";
        case op_code::splice: return "splice";
        case op_code::receive: return "receive";
        case op_code::send: return "send";
        case op_code::receive_message: return "receive";
        case op_code::send_message: return "send";
        case op_code::accept: return "accept";
        case op_code::connect: return "connect";
        case op_code::shutdown: return "shutdown";
        case op_code::accept_many: return "connections";
        case op_code::receive_many: return "messages";
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
    std::uint64_t offset = no_position;
    std::int32_t result = 0;         // >= 0: what the call returns; < 0: -errno
    std::uint32_t answer_flags = 0;  // IORING_CQE_F_*: which buffer it is in
    int from = -1;                   // of splice: where the bytes come from

    static constexpr std::uint64_t no_position = static_cast<std::uint64_t>(-1);
    bool has_position() const noexcept { return offset != no_position; }
    bool in_flight() const noexcept { return outstanding != 0; }

    // Called by the driver after a completion that is not the last: of requests that complete many times.
    virtual void arrived(waiter_queue&) noexcept {}

    // Called by the driver after the last completion. The usual thing is to become ready to run.
    virtual void finished(waiter_queue& ready) noexcept;

    // What everyone who overrides finished() calls there: a close may wait for this.
    void leave_descriptor(waiter_queue& ready) noexcept;

    const char* waits_for() const noexcept override { return name_of(code); }

  protected:
    ~operation() {
        RT_EXPECTS(!in_flight(),
                   "an operation ends while the kernel may still write to it: its frame was destroyed. "
                   "Cancel its scope and let it end");
    }

  private:
    friend class in_flight_table;
    in_flight_table* table_ = nullptr;  // where it stands while it is in flight; null: in none
    operation* beside_ = nullptr;       // the next one on the same descriptor
};

}  // namespace rt
