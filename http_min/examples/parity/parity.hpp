// parity -- the app of SPEC.md in http_min, and nothing but http_min's public headers. One file a chapter.
//
// Lifetime:  the memory outlives the app that was made of it.
// Threads:   handlers run on the loops and in the pool, at the same time: what they share is guarded by the memory.
#pragma once

#include "memory.hpp"
#include "models.hpp"

namespace parity {

// All of it. The chapters follow, each of which adds its routes.
void build(http_min::app& api, memory& s);

inline constexpr http_min::app_options options{.title = "Parity",
                                               .version = "1.2.3",
                                               .description = "The parity app",
                                               .tags = {{"admin", "Admin operations"}}};

void add_lifecycle(http_min::app& api, memory& s);
void add_basics(http_min::app& api, memory& s);
void add_paths(http_min::app& api);
void add_queries(http_min::app& api);
void add_items(http_min::app& api, memory& s);
void add_bodies(http_min::app& api);
void add_forms(http_min::app& api);
void add_response_models(http_min::app& api);
void add_responses(http_min::app& api);
void add_methods(http_min::app& api);
void add_errors(http_min::app& api);
void add_dependencies(http_min::app& api);
void add_threads(http_min::app& api);
void add_background(http_min::app& api);
void add_tasks(http_min::app& api, memory& s);
void add_streams(http_min::app& api);
void add_sessions(http_min::app& api);
void add_graphql(http_min::app& api);
void add_mounts(http_min::app& api);

}  // namespace parity
