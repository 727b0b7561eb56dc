// test_client -- calls an app in this process: no socket, no server, a few microseconds a request.
//
//   test_client client(api);
//   auto answer = client.get("/items/42?q=x");
//   CHECK(answer.status == 200);
//   CHECK(answer.body == R"({"item_id":42,"q":"x"})");
//
// The request is written as text and read by the real parser: a test sends what a socket would bring.
// Errors:    std::invalid_argument for a request that the parser refuses.
// Lifetime:  the app outlives the client.
#pragma once

#include <http_min/app/app.hpp>
#include <http_min/wire/json.hpp>
#include <string>
#include <string_view>

namespace http_min {

// What came back, with a body of its own.
class test_answer : public response {
  public:
    http_min::json json() const { return http_min::json::parse(body); }
    std::string_view header(std::string_view name) const { return headers.find(name).value_or(""); }
};

class test_client {
  public:
    explicit test_client(const app& api) : api_(api) {}

    // Sent with every request that follows, in "Name: value\r\n" lines.
    void set_headers(std::string lines) { headers_ = std::move(lines); }

    test_answer get(std::string_view target) { return send("GET", target); }
    test_answer post(std::string_view target, const json& body);
    test_answer send(std::string_view method, std::string_view target, std::string_view body = {},
                     std::string_view media_type = {});

  private:
    const app& api_;
    std::string headers_;
};

}  // namespace http_min
