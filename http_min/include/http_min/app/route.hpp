// route -- a path, the methods it answers to, and the operation it leads to.
//
// Lifetime:  shares the operation with the other routes it was included as.
// Threads:   made before the first request, only read afterwards.
#pragma once

#include <algorithm>
#include <http_min/app/operation.hpp>
#include <http_min/app/path_pattern.hpp>
#include <http_min/app/route_options.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace http_min {

using method_list = std::vector<std::string_view>;  // literals; an empty one stands for every method

inline bool has_method(const method_list& methods, std::string_view method) {
    return std::find(methods.begin(), methods.end(), method) != methods.end();
}

enum class route_match {
    none,     // another path
    partial,  // the path, but another method
    full,
};

class route {
  public:
    // REQUIRES: `path` is well-formed. Routes ask at compile time, prefixes when they are given.
    route(std::string path, method_list methods, const route_options& options,
          std::shared_ptr<const operation> leads_to)
        : text_(std::move(path)),
          pattern_(text_),
          methods_(std::move(methods)),
          options_(options),
          operation_(std::move(leads_to)) {}
    route(const route&) = delete;  // its pattern points into its text
    route& operator=(const route&) = delete;

    // Fills `values` when the path fits.
    route_match match(std::string_view method, std::string_view path, path_values& values) const {
        if (!pattern_.match(path, values)) return route_match::none;
        return answers(method) ? route_match::full : route_match::partial;
    }

    rt::task<> run(request& in, response& out) const {
        return options_.dependencies.empty() ? operation_->run(*this, in, out)
                                             : operation_->run_in_scope(*this, in, out);
    }

    const method_list& methods() const { return methods_; }
    std::string_view path() const { return text_; }
    const route_options& options() const { return options_; }
    const std::shared_ptr<const operation>& leads_to() const { return operation_; }

  private:
    bool answers(std::string_view method) const { return methods_.empty() || has_method(methods_, method); }

    std::string text_;
    path_pattern pattern_;
    method_list methods_;
    route_options options_;
    std::shared_ptr<const operation> operation_;
};

}  // namespace http_min
