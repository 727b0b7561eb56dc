#include "parity.hpp"

namespace parity {

using namespace http_min;

void build(app& api, memory& s) {
    api.state().lend(s);
    add_basics(api, s);
    add_paths(api);
    add_queries(api);
    add_items(api, s);
    add_bodies(api);
    add_forms(api);
    add_response_models(api);
    add_responses(api);
    add_methods(api);
    add_errors(api);
    add_dependencies(api);
    add_threads(api);
    add_background(api);
    add_tasks(api, s);
    add_streams(api);
    add_sessions(api);
    add_graphql(api);
    add_mounts(api);
    add_lifecycle(api, s);  // last: what is around everything
}

}  // namespace parity
