// json.hpp -- http_min::json: nlohmann's value with its keys in order, and how it is written.
//
// Written compact, text as raw UTF-8 with only the escapes that JSON requires, a float with a fraction or an
// exponent (7.0), an empty std::optional as null: what FastAPI sends. Bytes that are not UTF-8 go out as U+FFFD: they may be a
// client's (a header, an upload's name), and no client shall make a handler fail by them.
// Errors:    NaN and infinities have no JSON: std::invalid_argument. Deeper than max_json_depth too: writing is recursive.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

template <class T>
struct nlohmann::adl_serializer<std::optional<T>> {
    template <class Json>
    static void to_json(Json& to, const std::optional<T>& from) {
        if (from) {
            to = *from;
        } else {
            to = nullptr;
        }
    }

    template <class Json>
    static void from_json(const Json& from, std::optional<T>& to) {
        if (from.is_null()) {
            to.reset();
        } else {
            to = from.template get<T>();
        }
    }
};

namespace http_min {

using json = nlohmann::ordered_json;

// A map that keeps its keys in the order in which they came. Looking one up goes through all of them.
template <class T>
using ordered_map = nlohmann::ordered_map<std::string, T>;

inline constexpr int max_json_depth = 1000;

// Each appends to `out`, and after an exception leaves it as far as it had come.
void append_json(std::string& out, const json& value);
void append_json_string(std::string& out, std::string_view text);
void append_json_number(std::string& out, double number);

std::string to_text(const json& value);

}  // namespace http_min
