// parity -- the app of SPEC.md in http_min, and nothing but http_min's public headers. One file a chapter.
//
// Lifetime:  the state outlives the app that was made of it.
// Threads:   handlers run on the loops and in the pool, at the same time: what they share is guarded by the state.
#pragma once

#include "models.hpp"
#include "state.hpp"

namespace parity {

// All of it. The chapters follow, each of which adds its routes.
void build(http_min::app& api, state& s);

inline constexpr http_min::app_options options{.title = "Parity", .version = "1.2.3"};

void add_basics(http_min::app& api, state& s);
void add_paths(http_min::app& api);
void add_queries(http_min::app& api);
void add_items(http_min::app& api, state& s);
void add_bodies(http_min::app& api);
void add_tasks(http_min::app& api, state& s);
void add_graphql(http_min::app& api);

}  // namespace parity
