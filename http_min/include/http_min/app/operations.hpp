// operations -- the document's paths: one operation for each method of each route.
//
// Invariant: an operationId is used once; of two operations with one path and method the first counts, as it does for requests.
#pragma once

#include <http_min/app/operation_description.hpp>
#include <http_min/app/route.hpp>
#include <set>
#include <string>

namespace http_min::detail {

class operations {
  public:
    explicit operations(schema_registry& models) : models_(models) {}

    void add(const route& one);

    json take_paths() && { return std::move(paths_); }
    const json& security_schemes() const { return security_schemes_; }

  private:
    json operation_of(const route& one, std::string_view method);
    std::string new_id(const route& one, std::string_view method);
    json body_of(operation_description& said, const std::string& id);
    json responses_of(const route& one, operation_description& said, const std::string& id);
    void add_validation_error(json& responses);

    schema_registry& models_;
    json paths_ = json::object();
    json security_schemes_ = json::object();
    std::set<std::string> ids_;
};

}  // namespace http_min::detail
