// parse_json -- text from a client becomes a json, without trusting it.
//
// Strict RFC 8259. Of a repeated key the last value counts. A number beyond 64 bits is not turned into a double: it is kept as
// the text it came as (is_big_integer), so it can be refused, or written back unchanged.
//
// Errors:  json_error, with the position in the text; json_too_deep beyond max_json_depth. Linear time whatever the input.
#pragma once

#include <http_min/wire/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace http_min {

class json_error : public std::runtime_error {
  public:
    json_error(std::size_t at, const std::string& what) : std::runtime_error(what), position(at) {}
    std::size_t position;  // of the byte in the text, from 0
};

class json_too_deep : public std::runtime_error {
  public:
    json_too_deep() : std::runtime_error("the JSON is nested too deep") {}
};

json parse_json(std::string_view text);

// An integer that fits no 64 bits: its digits.
inline bool is_big_integer(const json& value) { return value.is_binary(); }
std::string big_integer_text(const json& value);  // REQUIRES: is_big_integer(value)

}  // namespace http_min
