// test_call -- what a test sends beside method and target. Its members are named where they are given:
//
//   client.get("/items/", {.params = {{"q", "nail"}}, .headers = {{"x-token", "secret"}}});
//   client.post("/login", {.form = {{"username", "ada"}}});
//   client.post("/upload", {.files = {{"file", "a.txt", "hello", "text/plain"}}});
//
// Of json, form (with files: multipart) and body one counts, the first that is given.
#pragma once

#include <http_min/wire/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_min {

using text_pairs = std::vector<std::pair<std::string, std::string>>;

struct test_file {
    std::string field;    // the name of the parameter
    std::string name;     // of the file
    std::string content;
    std::string media_type = "application/octet-stream";
};

namespace detail {

// Takes nothing: so that {{"name", "Ada"}} is JSON where a JSON value or a test_call may stand.
struct members_by_name {
    constexpr members_by_name() = default;
    template <class T>
    members_by_name(T) = delete;
};

}  // namespace detail

struct test_call {
    detail::members_by_name first = {};
    text_pairs params = {};    // into the query, encoded
    text_pairs headers = {};
    text_pairs cookies = {};   // with this call only
    std::optional<http_min::json> json = {};
    text_pairs form = {};
    std::vector<test_file> files = {};
    std::string body = {};
    std::string media_type = {};              // of the body
    std::optional<bool> follow_redirects = {};  // else as the client does
};

namespace detail {

struct test_body {
    std::string text, media_type;
};
test_body body_of(const test_call& call);

// The target with the params behind it: "/items/?q=a%20nail".
std::string with_params(std::string_view target, const text_pairs& params);

}  // namespace detail

}  // namespace http_min
