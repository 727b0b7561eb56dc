// operation -- what a route does with a request that fits it. The typed kind is endpoint.hpp.
//
// Threads:   many requests run one operation at a time.
#pragma once

#include <rt/core/task.hpp>

namespace http_min {

class operation_description;
class request;
class response;
class route;

class operation {
  public:
    operation() = default;
    operation(const operation&) = delete;
    operation& operator=(const operation&) = delete;
    virtual ~operation() = default;

    // `at` is the route it was found by: one operation may stand under several prefixes.
    rt::task<> run(const route& at, request& in, response& out) const {
        return wants_scope_ ? run_in_scope(at, in, out) : answer(at, in, out);
    }
    // The same after the dependencies of the route; what they and the handler open is closed when one of them fails.
    rt::task<> run_in_scope(const route& at, request& in, response& out) const;

    // For the document: what its types say.
    virtual void describe(operation_description&) const {}

  protected:
    virtual rt::task<> answer(const route& at, request& in, response& out) const = 0;

    // For what leaves work for after the response: resources, background tasks.
    void want_scope() { wants_scope_ = true; }

  private:
    bool wants_scope_ = false;
};

}  // namespace http_min
