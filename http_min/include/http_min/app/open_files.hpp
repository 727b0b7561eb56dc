// open_files -- files to send: opened, looked at, and never outside of the directory they are asked for in.
//
// Errors:    std::system_error when the machine is at its limits; a file that is not there is an answer.
// Threads:   these calls may block: from the thread pool.
#pragma once

#include <chrono>
#include <cstdint>
#include <rt/io/fd.hpp>
#include <string>

namespace http_min {

struct opened_file {
    enum class kind {
        none,  // not there, not to be read, or neither file nor directory
        file,  // `descriptor` reads it
        directory,
    };
    kind is = kind::none;
    rt::fd descriptor;
    std::uint64_t size = 0;
    std::chrono::nanoseconds modified{};  // since 1970
};

// Wherever the path leads.
opened_file open_file(const std::string& path);

// Not out of `directory`: neither by "..", nor by an absolute path, nor by a link. The kernel sees to that (openat2);
// where it is too old, each step of the path is opened by itself, and no link is followed.
opened_file open_beneath(const rt::fd& directory, const std::string& path);

}  // namespace http_min
