// security -- who is it? Dependencies that read what a client shows for itself, and refuse with 401 who shows nothing.
//
//   inline constexpr http_bearer bearer;
//   api.get<"/me">([](dep<bearer> token) -> rt::task<std::string> { co_return token->credentials; });
//
//   http_basic               Authorization: Basic …        -> basic_credentials
//   http_bearer              Authorization: Bearer …       -> bearer_credentials
//   api_key_header<"x-key">, api_key_query<"key">, api_key_cookie<"key">     -> std::string
//   oauth2_password_bearer<"token">   Authorization: Bearer …, got by a form at "token"     -> std::string
//
// optional_credentials<scheme> refuses nobody: it gives std::optional of the same. Each says for the document what it is:
// `security`. Whether a name, a password or a key is right is for those who depend on it to say.
// Errors:    http_exception 401 "Not authenticated" with WWW-Authenticate; of Basic, "Invalid authentication credentials"
//            where they cannot be read.
#pragma once

#include <http_min/app/fixed_string.hpp>
#include <http_min/app/request.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace http_min {

// What the document says under components.securitySchemes. Empty texts are left out.
struct security_scheme {
    std::string_view name;       // its key there: "HTTPBearer"
    std::string_view type;       // "http", "apiKey", "oauth2"
    std::string_view scheme;     // http: "basic", "bearer"
    std::string_view in;         // apiKey: "header", "query", "cookie"
    std::string_view parameter;  // apiKey: the name there
    std::string_view token_url;  // oauth2, flow "password"
};

struct basic_credentials {
    std::string username;
    std::string password;
};
struct bearer_credentials {
    std::string scheme;  // as it was sent: "Bearer"
    std::string credentials;
};

namespace detail {

std::optional<basic_credentials> find_basic(const request& in);
std::optional<bearer_credentials> find_bearer(const request& in);
std::optional<std::string> find_query_key(const request& in, std::string_view name);
std::optional<std::string> find_header_key(const request& in, std::string_view name);
std::optional<std::string> find_cookie_key(const request& in, std::string_view name);
[[noreturn]] void not_authenticated(std::string_view challenge);

// What all schemes share: `Scheme` says find(), `challenge` and `security`.
template <class Scheme, class Credentials>
struct authentication {
    static constexpr bool runs_in_place = true;

    Credentials operator()(request& in) const {
        std::optional<Credentials> found = Scheme::find(in);
        if (!found) not_authenticated(Scheme::challenge);
        return std::move(*found);
    }
};

}  // namespace detail

struct http_basic : detail::authentication<http_basic, basic_credentials> {
    static constexpr std::string_view challenge = "Basic";
    static constexpr security_scheme security{"HTTPBasic", "http", "basic", "", "", ""};
    static std::optional<basic_credentials> find(const request& in) { return detail::find_basic(in); }
};

struct http_bearer : detail::authentication<http_bearer, bearer_credentials> {
    static constexpr std::string_view challenge = "Bearer";
    static constexpr security_scheme security{"HTTPBearer", "http", "bearer", "", "", ""};
    static std::optional<bearer_credentials> find(const request& in) { return detail::find_bearer(in); }
};

template <fixed_string Name>
struct api_key_header : detail::authentication<api_key_header<Name>, std::string> {
    static constexpr fixed_string name = Name;
    static constexpr std::string_view challenge = "APIKey";
    static constexpr security_scheme security{"APIKeyHeader", "apiKey", "", "header", name.view(), ""};
    static std::optional<std::string> find(const request& in) {
        return detail::find_header_key(in, name.view());
    }
};

template <fixed_string Name>
struct api_key_query : detail::authentication<api_key_query<Name>, std::string> {
    static constexpr fixed_string name = Name;
    static constexpr std::string_view challenge = "APIKey";
    static constexpr security_scheme security{"APIKeyQuery", "apiKey", "", "query", name.view(), ""};
    static std::optional<std::string> find(const request& in) {
        return detail::find_query_key(in, name.view());
    }
};

template <fixed_string Name>
struct api_key_cookie : detail::authentication<api_key_cookie<Name>, std::string> {
    static constexpr fixed_string name = Name;
    static constexpr std::string_view challenge = "APIKey";
    static constexpr security_scheme security{"APIKeyCookie", "apiKey", "", "cookie", name.view(), ""};
    static std::optional<std::string> find(const request& in) {
        return detail::find_cookie_key(in, name.view());
    }
};

template <fixed_string TokenUrl>
struct oauth2_password_bearer : detail::authentication<oauth2_password_bearer<TokenUrl>, std::string> {
    static constexpr fixed_string token_url = TokenUrl;
    static constexpr std::string_view challenge = "Bearer";
    static constexpr security_scheme security{"OAuth2PasswordBearer", "oauth2", "", "", "", token_url.view()};
    static std::optional<std::string> find(const request& in) {
        std::optional<bearer_credentials> found = detail::find_bearer(in);
        if (!found) return std::nullopt;
        return std::move(found->credentials);
    }
};

// The same, for those who may come without.
template <class Scheme>
struct optional_credentials {
    static constexpr bool runs_in_place = true;
    static constexpr security_scheme security = Scheme::security;

    auto operator()(request& in) const { return Scheme::find(in); }
};

}  // namespace http_min
