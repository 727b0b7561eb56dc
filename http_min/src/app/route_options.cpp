// route_options.cpp -- what a route inherits.
#include <http_min/app/route_options.hpp>

namespace http_min {

namespace {

template <class List>
List joined(List first, const List& then) {
    first.add(then);
    return first;
}

}  // namespace

route_options inside(const router_options& around, route_options own) {
    own.tags = joined(around.tags, own.tags);
    own.responses = joined(around.responses, own.responses);
    own.dependencies = joined(around.dependencies, own.dependencies);
    own.deprecated = own.deprecated || around.deprecated;
    own.hidden = own.hidden || around.hidden;
    return own;
}

}  // namespace http_min
