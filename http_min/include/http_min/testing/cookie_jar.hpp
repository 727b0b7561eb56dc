// cookie_jar -- the cookies that answers have set, as a browser keeps them for one site.
//
// A cookie goes back to the paths that it was set for, until its Max-Age or Expires is over. Domain is not looked at:
// a test client talks to one app.
// Source: RFC 6265 sections 5.1 to 5.4.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_min {

class cookie_jar {
  public:
    using time_point = std::chrono::system_clock::time_point;

    void set(std::string_view name, std::string_view value, std::string_view path = "/");
    void erase(std::string_view name);
    void clear() { cookies_.clear(); }

    // One Set-Cookie field of the answer to a request for `path`. One that cannot be read is left out.
    void take(std::string_view field, std::string_view path, time_point now);

    std::optional<std::string_view> find(std::string_view name) const;
    std::size_t size() const { return cookies_.size(); }

    // The Cookie field of a request for `path`: "a=1; b=2", or "". Forgets what has expired.
    std::string field_for(std::string_view path, bool secure, time_point now);

  private:
    struct cookie {
        std::string name, value, path;
        time_point expires = time_point::max();
        bool secure = false;
    };
    cookie* where(std::string_view name, std::string_view path);
    void put(cookie fresh);

    std::vector<cookie> cookies_;
};

}  // namespace http_min
