// session -- what an app remembers of one browser, as a JSON object in a signed cookie: `session&` as a parameter.
//
//   api.middleware(sessions{{.secret_key = secret}});
//   api.post<"/login">([](query<"user"> user, session& s) -> rt::task<json> {
//       s["user"] = *user;
//       co_return json{{"user", *user}};
//   });
//
// The browser can read it and cannot change it. The cookie is sent when the session has changed; an empty one expires it.
// Errors:    a cookie that is foreign, changed or too old is an empty session. std::logic_error, so a 500, where the
//            middleware is missing.
// Lifetime:  until the handler has ended.
#pragma once

#include <http_min/app/argument.hpp>
#include <http_min/app/middleware.hpp>
#include <http_min/app/state.hpp>
#include <http_min/wire/json.hpp>
#include <string>
#include <string_view>

namespace http_min {

class session {
  public:
    bool empty() const { return data_.empty(); }
    bool contains(std::string_view key) const { return data_.contains(key); }
    json& operator[](const std::string& key) { return data_[key]; }  // null where there is none yet

    // The value, or `otherwise` where there is none of this type.
    template <class T>
    T get(std::string_view key, T otherwise = {}) const {
        const auto found = data_.find(key);
        if (found == data_.end()) return otherwise;
        try {
            return found->template get<T>();
        } catch (const json::exception&) {
            return otherwise;
        }
    }
    void erase(const std::string& key) { data_.erase(key); }
    void clear() { data_ = json::object(); }
    const json& data() const { return data_; }

  private:
    friend class sessions;
    json data_ = json::object();
};

struct session_options {
    std::string secret_key;  // long and random, the same for every process; who knows it can be anyone
    std::string cookie = "session";
    long max_age = 14 * 24 * 60 * 60;  // seconds; 0: until the browser is closed
    std::string path = "/";
    std::string same_site = "lax";
    bool https_only = false;
    std::string domain = {};
};

class sessions {
  public:
    explicit sessions(session_options options);

    rt::task<> operator()(request& in, response& out, call_next next) const;

  private:
    json load(const request& in) const;
    void save(const session& changed, response& out) const;
    std::string attributes() const;

    session_options options_;
};

template <>
inline constexpr bool is_lent<session> = true;

}  // namespace http_min
