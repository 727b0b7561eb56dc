// request_scope -- what one request keeps beyond its handler: values of dependencies, resources to close, background tasks.
//
// Opened when a route wants one of these, and over when app::finish() has run; a request of any other route has none.
//
// Errors:    a failure before the response is sent is shown to the open resources, newest first, at once; each may throw
//            another error in its place, and none can swallow it. No background task runs then. A failure afterwards is
//            shown to them as well, and logged.
// Lifetime:  belongs to its request. Values die in reverse order of their making, each after its exit has run.
// Threads:   the loop's.
#pragma once

#include <exception>
#include <http_min/app/background_tasks.hpp>
#include <http_min/app/dependency.hpp>
#include <http_min/app/held_value.hpp>
#include <http_min/app/validation_error.hpp>
#include <rt/core/frame_pool.hpp>
#include <rt/core/task.hpp>
#include <span>

namespace http_min {

class request;
class response;

class request_scope : public rt::pooled_frame {
  public:
    request_scope(request& asked, response& answer) : in(asked), out(answer) {}
    request_scope(const request_scope&) = delete;
    request_scope& operator=(const request_scope&) = delete;
    ~request_scope();

    request& in;
    response& out;
    background_tasks tasks;
    validation_errors errors;  // of the dependencies' parameters, so far

    // Gives each parameter its value: makes those that are not there yet, in this order. RETURNS whether their own
    // parameters were right; if not, `errors` has what was wrong, and the others have been made all the same.
    rt::task<bool> solve_all(std::span<const wanted_dependency> wanted);

    // Closes what is open because of `why`. RETURNS what is left of it: that, or what a resource threw in its place.
    rt::task<std::exception_ptr> fail(std::exception_ptr why);

    // Runs the background tasks, then closes what is open. RETURNS the failure that is to be logged, if any.
    rt::task<std::exception_ptr> finish();

  private:
    // What this request has of a dependency: of several, what was made first.
    held_value* find(const dependency& of) const;
    rt::task<held_value*> make(const dependency& of);

    rt::task<> leave_all();
    rt::task<> leave_shielded();
    void drop_newest();

    held_value* newest_ = nullptr;
    std::exception_ptr failure_;  // what the next resource to be closed sees
};

}  // namespace http_min
