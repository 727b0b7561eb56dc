// file -- a file on a disk: read and written at positions that the caller names, or one piece after the other.
//
//     auto opened = co_await rt::file::open("notes.txt", rt::open_mode::read);
//     if (!opened) return report(opened.error());
//     const auto got = co_await opened->read_at(buffer, 0);
//
// Errors:    in the io_result: ENOENT, EACCES, ENOSPC, EIO … 0 bytes read is the end of the file.
// Lifetime:  owns the descriptor. Buffers belong to the caller until the await ends; a path is copied.
// Threads:   the loop's own. Any number of read_at() and write_at() at a time; one read_some() or write_all().
#pragma once

#include <fcntl.h>
#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <rt/core/task.hpp>
#include <rt/io/close.hpp>
#include <rt/io/fd.hpp>
#include <rt/io/file_status.hpp>
#include <rt/io/io_awaiter.hpp>
#include <span>
#include <string>

namespace rt {

enum class open_mode : unsigned {
    read = O_RDONLY,
    write = O_WRONLY | O_CREAT | O_TRUNC,    // made, or emptied
    append = O_WRONLY | O_CREAT | O_APPEND,  // made, or kept: writes go to its end, wherever that is
    update = O_RDWR | O_CREAT,               // made, or kept
    create = O_RDWR | O_CREAT | O_EXCL,      // made: EEXIST when it is there
};

class file {
  public:
    class opening;

    file() noexcept = default;
    explicit file(fd opened) noexcept : file_(std::move(opened)) {}

    // `permissions` of a file that is made, less the process's umask.
    static opening open(std::string path, open_mode mode, unsigned permissions = 0666) noexcept;

    // From position `at`. RETURNS how many bytes: fewer than asked for at the end, and sometimes before.
    io_awaiter<std::size_t> read_at(std::span<std::byte> into, std::uint64_t at) const noexcept {
        return request(op_code::read, into.data(), into.size(), at);
    }
    io_awaiter<std::size_t> write_at(std::span<const std::byte> from, std::uint64_t at) const noexcept {
        return request(op_code::write, const_cast<std::byte*>(from.data()), from.size(), at);
    }

    // Until `into` is full. RETURNS how many bytes: fewer only where the file ends.
    task<io_result<std::size_t>> read_exactly_at(std::span<std::byte> into, std::uint64_t at) const;
    // Until all is written. The second takes several pieces of memory, one after the other.
    task<io_result<done>> write_all_at(std::span<const std::byte> from, std::uint64_t at) const;
    task<io_result<done>> write_all_at(std::span<const std::span<const std::byte>> pieces,
                                       std::uint64_t at) const;

    // One after the other, from position(), which moves.
    task<io_result<std::size_t>> read_some(std::span<std::byte> into);
    task<io_result<done>> write_all(std::span<const std::byte> from);
    std::uint64_t position() const noexcept { return position_; }
    void seek(std::uint64_t to) noexcept { position_ = to; }

    // Suspends until what was written is on the disk; sync_data() leaves out what only describes the file.
    io_awaiter<done> sync() const noexcept { return io_awaiter<done>(op_code::sync, file_.get()); }
    io_awaiter<done> sync_data() const noexcept {
        return io_awaiter<done>(op_code::sync, file_.get(), nullptr, 0, 1);
    }

    // Its size, times and permissions.
    reading_status status() const noexcept { return reading_status(file_); }
    task<io_result<std::uint64_t>> size() const;

    // Ends what is in flight on it, then closes it: see rt::close().
    task<io_result<done>> close() noexcept { return rt::close(std::move(file_)); }

    const fd& descriptor() const noexcept { return file_; }
    explicit operator bool() const noexcept { return static_cast<bool>(file_); }

  private:
    io_awaiter<std::size_t> request(op_code code, void* data, std::size_t size,
                                    std::uint64_t at) const noexcept;

    fd file_;
    std::uint64_t position_ =
        0;  // ours and not the kernel's: an operation that is cancelled has not moved it
};

class [[nodiscard("co_await it")]] file::opening {
  public:
    opening(std::string path, open_mode mode, unsigned permissions, duration limit = duration::max()) noexcept
        : path_(std::move(path)), mode_(mode), permissions_(permissions), operation_(make().within(limit)) {}

    // The same, ended early when it takes longer: a disk may be on the other end of a network.
    opening within(duration limit) const { return opening(path_, mode_, permissions_, limit); }

    bool await_ready() noexcept { return operation_.await_ready(); }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        operation_.await_suspend(caller, at);
    }
    io_result<file> await_resume() { return operation_.await_resume(); }

  private:
    io_awaiter<file> make() noexcept {
        return io_awaiter<file>(op_code::open, AT_FDCWD, path_.data(), permissions_,
                                static_cast<unsigned>(mode_) | O_CLOEXEC);
    }

    std::string path_;
    open_mode mode_;
    unsigned permissions_;
    io_awaiter<file> operation_;  // after path_: it points there
};

inline file::opening file::open(std::string path, open_mode mode, unsigned permissions) noexcept {
    return opening(std::move(path), mode, permissions);
}

}  // namespace rt
