// route -- a path, the methods it answers to, and what to do then. The compile-time half is endpoint.hpp.
//
// Threads:   made before the first request, only read afterwards.
#pragma once

#include <http_min/app/path_pattern.hpp>
#include <http_min/app/route_options.hpp>
#include <rt/core/task.hpp>
#include <string_view>

namespace http_min {

class request;
class response;

enum class route_match {
    none,     // another path
    partial,  // the path, but another method
    full,
};

class route {
  public:
    // `pattern` and `method` are literals.
    route(std::string_view method, std::string_view pattern, route_options options)
        : method_(method), text_(pattern), pattern_(pattern), options_(options) {}
    virtual ~route() = default;
    route(const route&) = delete;
    route& operator=(const route&) = delete;

    // Fills `values` when the path fits.
    route_match match(std::string_view method, std::string_view path, path_values& values) const {
        if (!pattern_.match(path, values)) return route_match::none;
        return method == method_ ? route_match::full : route_match::partial;
    }

    // Reads the parameters, calls the handler, writes what it returned.
    rt::task<> run(request& in, response& out) const {
        return wants_scope_ ? run_in_scope(in, out) : answer(in, out);
    }

    std::string_view method() const { return method_; }
    std::string_view path() const { return text_; }
    const route_options& options() const { return options_; }

  protected:
    virtual rt::task<> answer(request& in, response& out) const = 0;

    // For a handler that leaves work for after the response: resources, background tasks.
    void want_scope() { wants_scope_ = true; }

  private:
    rt::task<> run_in_scope(request& in, response& out) const;  // request_scope.cpp

    std::string_view method_;
    std::string_view text_;
    path_pattern pattern_;
    route_options options_;
    bool wants_scope_ = false;
};

}  // namespace http_min
