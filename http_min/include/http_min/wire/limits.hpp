// limits.hpp -- how much of a message we are willing to read before we have seen all of it.
//
// Everything a peer sends is bounded, each bound has its own status code, and each default is generous for
// honest clients (RFC 9112 section 3 asks for at least 8000 bytes of request line).
#pragma once
#include <cstddef>
#include <cstdint>

namespace http_min::wire {

struct limits {
    std::size_t method = 32;                   // bytes; longer: 501, we cannot know such a method
    std::size_t target = 8 * 1024;             // bytes; longer: 414
    std::size_t fields = 256;                  // header lines; more: 431
    std::size_t field_bytes = 64 * 1024;       // all header lines with their ends; longer: 431
    std::uint64_t body = 16 * 1024 * 1024;     // decoded bytes; more: 413
    std::size_t chunk_extensions = 16 * 1024;  // bytes over all chunks of one body; more: 400
    std::size_t trailer_bytes = 16 * 1024;     // bytes after the last chunk; more: 431
};

}  // namespace http_min::wire
