// uuid -- a universally unique identifier: "f81d4fae-7dec-11d0-a765-00a0c91e6bf6".
//
// Read with or without its hyphens, in braces, or behind "urn:uuid:"; written in lower case, with hyphens.
// Source:    RFC 9562, section 4.
#pragma once

#include <array>
#include <compare>
#include <http_min/app/text_value.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace http_min {

class uuid {
  public:
    using bytes = std::array<unsigned char, 16>;

    constexpr uuid() = default;  // the nil UUID
    constexpr explicit uuid(const bytes& value) : bytes_(value) {}

    // A new one: 122 random bits, version 4. Errors: std::system_error when the kernel has none.
    static uuid random();

    constexpr const bytes& value() const { return bytes_; }
    std::string to_string() const;

    friend constexpr auto operator<=>(const uuid&, const uuid&) = default;

  private:
    bytes bytes_{};
};

std::optional<misfit> from_text(std::string_view text, uuid& value);
std::optional<misfit> from_json(const json& in, uuid& value);
json describe_schema(const uuid*);

template <>
struct detail::written_as_text<uuid> : std::true_type {};

}  // namespace http_min
