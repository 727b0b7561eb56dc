// http_request.hpp -- one GET over a plain TCP socket, and the answer byte for byte. It knows nothing of
// http_min: a witness.
//
// Errors: environment_error for a connection that is refused, or silent for five seconds.
#pragma once
#include <cstdint>
#include <string>

namespace lab {

// RETURNS everything up to the end of the stream (it asks for Connection: close).
std::string get_over_tcp(std::uint16_t port, const std::string& target);

}  // namespace lab
