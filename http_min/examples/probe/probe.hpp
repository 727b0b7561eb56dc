// probe.hpp -- a small app for measuring and probing a server: one route for each kind of work that a request can be.
//
// Run it with `./lab serve probe -- --no-access-log`.
#pragma once

#include <http_min/http_min.hpp>

namespace probe {

http_min::app make_app();

}  // namespace probe
