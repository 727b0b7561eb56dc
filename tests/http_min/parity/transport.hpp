// transport -- how a test asks the parity app: in this process through the test client, or a server of its own over a socket.
//
//     over_each_transport([](transport& app) { CHECK(app.get("/ping").body == R"({"pong":true})"); });
//
// Lifetime:  a server lives as long as the test's process; it is killed with it. Each over_each_transport() begins with a fresh
//            app in process; the server's remembers what earlier tests did.
#pragma once

#include <http_min/wire/json.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parity {

struct answer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;

    // Of the first header with this name; empty when there is none.
    std::string_view header(std::string_view name) const;
    int how_many(std::string_view name) const;
    http_min::json json() const { return http_min::json::parse(body); }
    http_min::json detail() const { return json()["detail"]; }
};

class transport {
  public:
    virtual ~transport() = default;

    // `headers` are whole lines, each with its CRLF.
    virtual answer send(std::string_view method, std::string_view target, std::string_view headers = {},
                        std::string_view body = {}) = 0;

    answer get(std::string_view target, std::string_view headers = {}) {
        return send("GET", target, headers);
    }
    // The log of a token, once `last` is in it or it was asked for long: entries may come shortly after a response.
    std::string log_up_to(const std::string& token, std::string_view last);
    answer post(std::string_view target, std::string_view body,
                std::string_view media_type = "application/json");
};

// Null where there are no sockets: on the simulated driver.
transport* over_a_socket();

class server_process;

// The process behind it, for those who say bytes of their own; null where there are no sockets.
server_process* a_server();

// A fresh app, called in this process.
class in_process final : public transport {
  public:
    in_process();
    ~in_process() override;
    answer send(std::string_view method, std::string_view target, std::string_view headers,
                std::string_view body) override;

  private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

template <class Test>
void over_each_transport(Test test) {
    in_process here;
    test(here);
    if (transport* const far = over_a_socket()) test(*far);
}

}  // namespace parity
