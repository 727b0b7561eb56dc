// json_body -- what the body of a request is for those who want JSON: read once, whoever asks.
//
// Only `application/json` and `application/*+json` are read. A body of another type is its text, and as such fails where a
// model is wanted.
#pragma once

#include <http_min/wire/json.hpp>
#include <string>
#include <string_view>

namespace http_min {

struct json_body {
    enum class kind {
        absent,  // no byte of it
        value,   // JSON, read
        text,    // of another type: `value` holds the text
        broken,  // no JSON: `error` at `position`
    };

    kind is = kind::absent;
    json value;
    std::string error;
    std::size_t position = 0;

    // Errors: http_exception 400 when it is nested too deep to be read.
    static json_body read(std::string_view body, std::string_view media_type);
};

// "application/json; charset=utf-8", "application/problem+json".
bool is_json_type(std::string_view media_type);

}  // namespace http_min
