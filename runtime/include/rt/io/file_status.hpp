// file_status -- what is known of a file beside its bytes; reading_status asks for it.
//
// Source:  statx(2).
// Threads: a value.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdint>
#include <rt/io/io_awaiter.hpp>

namespace rt {

struct file_status {
    std::uint64_t size = 0;
    unsigned mode = 0;                               // type and permissions: S_IFREG | 0644
    std::chrono::system_clock::time_point modified;  // when its bytes changed

    bool is_regular() const noexcept { return S_ISREG(mode); }
    bool is_directory() const noexcept { return S_ISDIR(mode); }
};

class [[nodiscard("co_await it")]] reading_status {
  public:
    explicit reading_status(const fd& of, duration limit = duration::max()) noexcept
        : operation_(io_awaiter<done>(op_code::status, of.get(), &raw_, STATX_BASIC_STATS, 0).within(limit)) {
    }

    reading_status within(duration limit) const noexcept { return reading_status(*this, limit); }

    bool await_ready() noexcept { return operation_.await_ready(); }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        operation_.await_suspend(caller, at);
    }
    io_result<file_status> await_resume();

  private:
    reading_status(const reading_status& same, duration limit) noexcept
        : operation_(io_awaiter<done>(op_code::status, same.operation_.fd, &raw_, STATX_BASIC_STATS, 0)
                         .within(limit)) {}

    struct statx raw_ {};
    io_awaiter<done> operation_;
};

inline io_result<file_status> reading_status::await_resume() {
    const io_result<done> answer = operation_.await_resume();
    if (!answer) return answer.error();
    const auto since_1970 =
        std::chrono::seconds(raw_.stx_mtime.tv_sec) + std::chrono::nanoseconds(raw_.stx_mtime.tv_nsec);
    return file_status{raw_.stx_size, raw_.stx_mode, std::chrono::system_clock::time_point(since_1970)};
}

}  // namespace rt
