// signed_text -- text that a client keeps for us and cannot change, a token for one: "payload.time.signature".
//
//   const std::string token = sign_text("ada", secret);
//   const std::optional<std::string> name = read_signed_text(token, secret, std::chrono::hours(1));     // "ada", for an hour
//
// The payload is base64url, the time is seconds since 1970, the signature HMAC-SHA256 over both. Signatures are compared
// in constant time.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace http_min {

std::string sign_text(std::string_view text, std::string_view secret);

// RETURNS the text, when we have signed it, and no longer ago than `max_age`; 0 is as long as you like.
std::optional<std::string> read_signed_text(std::string_view given, std::string_view secret,
                                            std::chrono::seconds max_age);

// The same at a time that the caller knows, in seconds since 1970.
std::string sign_text(std::string_view text, std::string_view secret, std::int64_t now);

std::optional<std::string> read_signed_text(std::string_view given, std::string_view secret, std::int64_t now,
                                            std::int64_t max_age);

// Whether two secrets are the same, in a time that does not tell where they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace http_min
