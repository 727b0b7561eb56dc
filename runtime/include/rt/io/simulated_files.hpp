// simulated_files -- the pipes and files of the simulated kernel, all in memory.
//
// Lifetime:  what was written to a pipe stays until it is read, or until both ends are closed.
// Threads:   none of its own.
#pragma once

#include <cstddef>
#include <rt/io/open_file.hpp>
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

  private:
    descriptor_table& table_;
};

}  // namespace rt
