// head_rules.hpp -- what the header fields of a request mean for the message as a whole.
#pragma once
#include <http_min/wire/parse_result.hpp>
#include <http_min/wire/request_head.hpp>
#include <optional>

namespace http_min::wire {

// Fills host, body, keep_alive and expects_continue from method, target, version and headers.
// RETURNS why the message is refused, or nothing.
std::optional<refusal> apply_head_rules(request_head& head);

}  // namespace http_min::wire
