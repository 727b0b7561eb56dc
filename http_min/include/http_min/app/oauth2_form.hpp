// oauth2_password_request_form -- the form by which OAuth2's password flow asks for a token, as a dependency:
//
//   api.post<"/token">([](dep<oauth2_password_request_form> sent) {
//       check(*sent->username, *sent->password);
//       return token{sign_text(*sent->username, secret), "bearer"};     // {"access_token": …, "token_type": "bearer"}
//   });
//
// It is what the "Authorize" button of /docs sends to the URL of oauth2_password_bearer<"token">: security.hpp.
// oauth2_password_request_form_strict insists on grant_type=password, as RFC 6749 section 4.3.2 does.
#pragma once

#include <http_min/app/form.hpp>
#include <http_min/app/make.hpp>
#include <http_min/app/text_rules.hpp>
#include <optional>
#include <string>
#include <vector>

namespace http_min {

namespace detail {

std::vector<std::string> split_at_spaces(std::string_view text);

template <class GrantType>
struct oauth2_password_fields {
    GrantType grant_type;
    form<"username"> username;
    form<"password", std::string, format<"password">> password;
    form<"scope", std::string, def<"">> scope;  // "items:read items:write"
    form<"client_id", std::optional<std::string>> client_id;
    form<"client_secret", std::optional<std::string>, format<"password">> client_secret;

    std::vector<std::string> scopes() const { return split_at_spaces(*scope); }
};

}  // namespace detail

using oauth2_password_form =
    detail::oauth2_password_fields<form<"grant_type", std::optional<std::string>, pattern<"^password$">>>;
using oauth2_password_form_strict =
    detail::oauth2_password_fields<form<"grant_type", std::string, pattern<"^password$">>>;

inline constexpr auto oauth2_password_request_form = make<oauth2_password_form>;
inline constexpr auto oauth2_password_request_form_strict = make<oauth2_password_form_strict>;

}  // namespace http_min
