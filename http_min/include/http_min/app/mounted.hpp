// mounted -- what can stand under a path of an app and answer everything below it: another app, a directory of
// files, something of the user's.
//
//   api.mount("/static", static_files("static"));
//
// It sees the path below its own: in.route_path(). in.root_path() is where it stands.
// Errors:    an http_exception it throws is answered by the app around it.
// Threads:   handle() may run on many at once.
#pragma once

#include <rt/core/task.hpp>

namespace http_min {

class request;
class response;

class mounted {
  public:
    virtual ~mounted() = default;

    // Fills `out`, which is fresh. REQUIRES: `in` and `out` outlive the task.
    virtual rt::task<> handle(request& in, response& out) const = 0;
};

}  // namespace http_min
