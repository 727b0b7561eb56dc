// simulated_files -- the pipes and files of the simulated kernel, all in memory.
//
// Lifetime:  what was written to a pipe stays until it is read, or until both ends are closed.
// Threads:   none of its own.
#pragma once

#include <cstddef>
#include <rt/io/open_file.hpp>
#include <rt/io/simulated_disk.hpp>
#include <string>

namespace rt {

// One direction of a pipe or of a connection. What does not fit into `capacity` has to wait.
struct byte_channel {
    std::string bytes;
    std::size_t capacity = 65536;
    bool reader_open = true;
    bool writer_open = true;

    std::size_t room() const noexcept { return capacity - bytes.size(); }
};

class simulated_files {
  public:
    struct pair {
        int first;
        int second;
    };

    explicit simulated_files(descriptor_table& table) noexcept : table_(table) {}

    // first reads what second writes.
    pair make_pipe(std::size_t capacity = 65536);
    int make_file(std::string bytes = {});
    const std::string& bytes_of(int file) const;

    simulated_disk& disk() noexcept { return disk_; }

    // Carries out an OPENAT. RETURNS the new number, or -errno.
    int open(const io_uring_sqe& request);

  private:
    simulated_disk disk_;
    descriptor_table& table_;
};

}  // namespace rt
