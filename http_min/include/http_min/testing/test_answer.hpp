// test_answer -- what came back from a call of the test client, with a body of its own.
#pragma once

#include <http_min/wire/json.hpp>
#include <http_min/wire/response_writer.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace http_min {

class test_answer : public wire::response_head {  // status and headers
  public:
    std::string body;
    bool is_complete = true;           // false: the body was a stream that failed half way
    std::string url;                   // that it answers: after redirects the last one
    std::vector<test_answer> history;  // the redirects that led here

    test_answer() {}

    http_min::json json() const { return http_min::json::parse(body); }
    std::string_view header(std::string_view name) const { return headers.find(name).value_or(""); }
    bool ok() const { return status >= 200 && status < 300; }
};

}  // namespace http_min
