#include <http_min/server/roll_call.hpp>
#include <http_min/server/server.hpp>

namespace http_min {

void roll_call::arm() {
    rt::loop& loop = rt::loop::current();
    loop.add(*this, rt::deadline_after(loop.now(), period_));
}

void roll_call::expired(rt::waiter_queue&) noexcept {
    bool somebody_waits = false;
    for (connection* each = server_.first_; each != nullptr; each = each->next_)
        somebody_waits = each->is_still_there() || somebody_waits;
    if (somebody_waits) arm();
}

}  // namespace http_min
