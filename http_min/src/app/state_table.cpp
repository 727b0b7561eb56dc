// state_table.cpp -- a handful of entries: a look at each is the fastest search.
#include <http_min/app/state_table.hpp>

namespace http_min {

void state_table::put(const char* type, void* thing) {
    for (entry& each : lent_) {
        if (each.type != type) continue;
        each.thing = thing;
        return;
    }
    lent_.push_back({type, thing});
}

void* state_table::get(const char* type) const {
    for (const entry& each : lent_)
        if (each.type == type) return each.thing;
    return nullptr;
}

}  // namespace http_min
