// send_file(file, at, length, stream) -- send a piece of a file: from the page cache to the socket, by way of a pipe.
//
// Errors:    in the io_result: those of the file, of the socket, and EMFILE, for the pipe takes two descriptors.
// Lifetime:  file and stream outlive it.
// Source:    splice(2); the same as sendfile(2), which no ring has.
// Threads:   the loop's own. It is the stream's one writer.
#pragma once

#include <cstdint>
#include <rt/io/file.hpp>
#include <rt/net/stream.hpp>

namespace rt {

// RETURNS how many bytes were sent: fewer than `length` only where the file ends. `limit` bounds each step.
task<io_result<std::uint64_t>> send_file(const file& from, std::uint64_t at, std::uint64_t length,
                                         const stream& to, duration limit = duration::max());

}  // namespace rt
