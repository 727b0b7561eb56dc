// simulated_files -- the descriptors of the simulated kernel: pipes, socket pairs and files, all in memory.
//
// Their numbers begin where no real descriptor has one. ::close() knows nothing of them: close() does.
//
// Errors:    carry_out() answers what the system call would: a count, 0 at the end, or -errno.
// Lifetime:  what was written stays until it is read, or until the object ends.
// Threads:   none of its own.
#pragma once

#include <liburing.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace rt {

class simulated_files {
  public:
    static constexpr int first_number = 1 << 20;

    struct pair {
        int first;
        int second;
    };
    // first reads what second writes; what does not fit into `capacity` has to wait.
    pair make_pipe(std::size_t capacity = 65536);
    // Each reads what the other writes.
    pair make_socket_pair(std::size_t capacity = 65536);
    int make_file(std::string bytes = {});

    void close(int number);
    bool knows(int number) const noexcept { return number >= first_number; }
    const std::string& bytes_of(int file) const { return *descriptors_.at(file).file; }

    // Reads or writes at most `at_most` bytes. RETURNS nothing when the call would have to wait.
    // REQUIRES: IORING_OP_READ, WRITE, RECV or SEND on a number it knows.
    std::optional<int> carry_out(const io_uring_sqe& sqe, std::uint32_t at_most);

    // Whether carry_out() would return something.
    bool is_ready(const io_uring_sqe& sqe) const;

  private:
    // One direction of a pipe. A null end is closed.
    struct channel {
        std::string bytes;
        std::size_t capacity = 0;
        bool reader_open = true;
        bool writer_open = true;
    };
    struct descriptor {
        std::shared_ptr<channel> in;        // null: not for reading
        std::shared_ptr<channel> out;       // null: not for writing
        std::shared_ptr<std::string> file;  // null: no file
        std::size_t position = 0;           // of the file
    };

    int add(descriptor d);
    static int read_file(descriptor& d, const io_uring_sqe& sqe, std::size_t length);
    static int write_file(descriptor& d, const io_uring_sqe& sqe, std::size_t length);

    std::map<int, descriptor> descriptors_;
    int next_number_ = first_number;
};

}  // namespace rt
