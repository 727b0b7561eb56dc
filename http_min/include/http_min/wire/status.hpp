// status.hpp -- status codes and their registered reason phrases (RFC 9110 section 15 and IANA's registry).
#pragma once
#include <string_view>

namespace http_min::wire {

// RETURNS "" for a code that nobody has registered.
std::string_view reason_phrase(int status);

// 1xx, 204 and 304 end with their head (RFC 9110 section 6.4.1).
constexpr bool status_allows_body(int status) { return status >= 200 && status != 204 && status != 304; }

// A status that can end an exchange: no interim one but 101, and none that HTTP does not know.
constexpr bool is_final_status(int status) { return status == 101 || (status >= 200 && status <= 599); }

}  // namespace http_min::wire
