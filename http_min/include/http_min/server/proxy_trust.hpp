// proxy_trust -- whose word is taken about who the client is: a proxy in front of the server says it in
// X-Forwarded-For and X-Forwarded-Proto.
//
// Of a list of addresses the last one counts that is no proxy of ours: what stands before it, anybody could have written.
// Errors:    the constructor throws std::invalid_argument for an address or a network that is none.
// Threads:   a value, read only.
#pragma once

#include <array>
#include <cstdint>
#include <http_min/app/request.hpp>
#include <string_view>
#include <vector>

namespace http_min {

class proxy_trust {
  public:
    // "127.0.0.1,10.0.0.0/8,::1", or "*" for everybody; "" for nobody.
    explicit proxy_trust(std::string_view allowed);

    bool trusts(std::string_view host) const;

    // Sets the request's scheme and client as its proxy says, if `peer` is one; else as they are.
    // Lifetime: they point into the request's head.
    void apply(request& in, client_address peer) const;

  private:
    using bytes = std::array<std::uint8_t, 16>;  // an IPv4 address is ::ffff:a.b.c.d
    struct network {
        bytes address;
        unsigned bits;  // of it that count
    };
    static bool read(std::string_view text, bytes& into);
    std::string_view first_stranger(std::string_view list) const;

    bool everybody_ = false;
    std::vector<network> networks_;
};

}  // namespace http_min
