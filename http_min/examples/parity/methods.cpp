// SPEC.md "Methods": eight operations on one path, and one operation for two methods.
#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

rt::task<json> tell(request& in, response& out) {
    out.headers.set("x-method", in.method());
    co_return json{{"method", in.method()}};
}

rt::task<json> tell_either(request& in) { co_return json{{"method", in.method()}}; }

}  // namespace

void add_methods(app& api) {
    api.get<"/methods">(tell);
    api.post<"/methods">(tell);
    api.put<"/methods">(tell);
    api.delete_<"/methods">(tell);
    api.patch<"/methods">(tell);
    api.options<"/methods">(tell);
    api.head<"/methods">(tell);
    api.trace<"/methods">(tell);
    api.api_route<"/either", "GET", "POST">(tell_either, {.hidden = true});
}

}  // namespace parity
