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
#include <type_traits>
#include <utility>
#include <vector>

namespace http_min {

using text_pairs = std::vector<std::pair<std::string, std::string>>;

struct test_file {
    std::string field;  // the name of the parameter
    std::string name;   // of the file
    std::string content;
    std::string media_type = "application/octet-stream";
};

// JSON, or none. No std::optional, into which json would convert itself in two ways.
class json_or_none {
  public:
    json_or_none() = default;
    template <class T>
    requires(std::is_constructible_v<http_min::json, T&&> &&
             !std::is_same_v<std::remove_cvref_t<T>, json_or_none>) json_or_none(T&& value)
        : value_(std::forward<T>(value)), is_there_(true) {}

    explicit operator bool() const { return is_there_; }
    const http_min::json& operator*() const { return value_; }

  private:
    http_min::json value_;
    bool is_there_ = false;
};

struct test_call {
    text_pairs params = {};  // into the query, encoded
    text_pairs headers = {};
    text_pairs cookies = {};  // with this call only
    json_or_none json = {};
    text_pairs form = {};
    std::vector<test_file> files = {};
    std::string body = {};
    std::string media_type = {};                // of the body
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
