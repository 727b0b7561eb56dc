// route_table -- routes in the order they were declared; the first that fits answers.
//
// Lifetime:  owns its routes.
// Threads:   filled before the first request, only read afterwards.
#pragma once

#include <http_min/app/route.hpp>
#include <memory>
#include <string_view>
#include <vector>

namespace http_min {

class route_table {
  public:
    void add(std::unique_ptr<route> one) { routes_.push_back(std::move(one)); }

    struct found {
        route_match is = route_match::none;
        const route* where = nullptr;  // partial: the first route with this path
    };
    found find(std::string_view method, std::string_view path, path_values& values) const;

    // Whether a route has this path, whatever its method.
    bool knows(std::string_view path) const;

    // The methods of every route with this path, each once.
    method_list methods_of(std::string_view path) const;

    auto begin() const { return routes_.begin(); }
    auto end() const { return routes_.end(); }
    std::size_t size() const { return routes_.size(); }

  private:
    std::vector<std::unique_ptr<route>> routes_;
};

}  // namespace http_min
