// target.hpp -- the request-target: which resource is meant (RFC 9112 section 3.2).
//
//   origin-form     /items/42?q=x                 nearly every request
//   absolute-form   http://host:80/items/42?q=x   as to a proxy; its authority wins over the Host field
//   authority-form  host:80                       CONNECT only
//   asterisk-form   *                             OPTIONS only
#pragma once
#include <string_view>

namespace http_min::wire {

enum class target_form { origin, absolute, authority, asterisk };

struct request_target {
    target_form form = target_form::origin;
    std::string_view text;       // as it was sent
    std::string_view authority;  // absolute- and authority-form: host[:port]
    std::string_view
        path;  // still percent-encoded; "/" when an absolute-form has none; empty in the last two forms
    std::string_view query;  // what follows the first '?', still encoded
};

// Fills the rest from target.text. RETURNS false if it has none of the forms, or one that does not go with
// the method.
// REQUIRES: the text is not empty and holds visible ASCII without '#' only, as the request parser has
//           checked.
[[nodiscard]] bool parse_target(std::string_view method, request_target& target);

// host [":" port], as in a Host field (RFC 3986 section 3.2.2). An empty host is valid here.
bool valid_authority(std::string_view text);

}  // namespace http_min::wire
