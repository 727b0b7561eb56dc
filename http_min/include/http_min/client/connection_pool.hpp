// connection_pool -- connections that wait for their next request, by the server they lead to.
//
// The one that was used last is taken first: it is the least likely to have been closed by its server meanwhile.
// Threads:   one loop's own.
#pragma once

#include <map>
#include <optional>
#include <rt/net/stream.hpp>
#include <string>
#include <vector>

namespace http_min {

class connection_pool {
  public:
    explicit connection_pool(std::size_t most_per_host) : most_(most_per_host) {}

    std::optional<rt::stream> take(const std::string& authority);
    void keep(const std::string& authority, rt::stream idle);
    std::size_t idle() const noexcept;
    void clear() noexcept { idle_.clear(); }

  private:
    const std::size_t most_;
    std::map<std::string, std::vector<rt::stream>> idle_;
};

}  // namespace http_min
