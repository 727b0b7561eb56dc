#include "parity.hpp"

namespace parity {

using namespace http_min;

void build(app& api, state& s) {
    add_basics(api, s);
    add_paths(api);
    add_queries(api);
    add_items(api, s);
    add_bodies(api);
    add_tasks(api, s);
    add_graphql(api);
}

}  // namespace parity
