// open_file -- what a descriptor of the simulated kernel stands for: a file, one end of a pipe, a socket.
//
// Errors:    carry_out() answers what the system call would: a count, 0 at the end, or -errno.
// Lifetime:  held by its number and by the requests in flight on it, as in the real kernel: who closes the
//            number under a read leaves the read where it is (pitfall P19). The destructor is the last close.
// Threads:   none of its own.
#pragma once

#include <liburing.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>

namespace rt {

class open_file {
  public:
    open_file() = default;
    open_file(const open_file&) = delete;
    open_file& operator=(const open_file&) = delete;
    virtual ~open_file() = default;

    // Whether the request has an answer now; else it waits.
    virtual bool is_ready(const io_uring_sqe& request) const = 0;

    // Moves at most `at_most` bytes. REQUIRES: is_ready().
    virtual int carry_out(const io_uring_sqe& request, std::uint32_t at_most) = 0;

    // Writes to the disk what is not there yet. Only a file has one.
    virtual int sync() { return -EINVAL; }

    struct description {
        unsigned mode;
        std::size_t size;
    };
    virtual description describe() const = 0;

    // How many bytes a write would take now.
    virtual std::size_t room() const { return std::numeric_limits<std::size_t>::max(); }

    // The plan of faults wants the request to end with this error: what else is true then?
    virtual void fail(const io_uring_sqe&, int /*error*/) {}
};

// The numbers of a simulated kernel. They begin where no real descriptor has one, and none is used again:
// whoever keeps a closed one is found out.
class descriptor_table {
  public:
    static constexpr int first_number = 1 << 20;

    int add(std::shared_ptr<open_file> file) {
        files_.emplace(next_, std::move(file));
        return next_++;
    }
    // Null: closed, or never there.
    std::shared_ptr<open_file> find(int number) const {
        const auto found = files_.find(number);
        return found == files_.end() ? nullptr : found->second;
    }
    int close(int number) { return files_.erase(number) == 1 ? 0 : -EBADF; }
    std::size_t size() const noexcept { return files_.size(); }

  private:
    std::map<int, std::shared_ptr<open_file>> files_;
    int next_ = first_number;
};

}  // namespace rt
