// exception_handlers.cpp -- kept in the order they are asked in.
#include <algorithm>
#include <http_min/app/exception_handlers.hpp>

namespace http_min {

void exception_handlers::add(std::unique_ptr<exception_handler> one) {
    const auto covers_it = [&](const auto& each) { return each->covers(*one); };
    const auto place = std::find_if(by_type_.begin(), by_type_.end(), covers_it);
    if (place != by_type_.end() && one->covers(**place))
        *place = std::move(one);  // the same type
    else
        by_type_.insert(place, std::move(one));
}

void exception_handlers::add_for_status(int status, std::unique_ptr<exception_handler> one) {
    for (for_status& each : by_status_) {
        if (each.status != status) continue;
        each.handler = std::move(one);
        return;
    }
    by_status_.push_back({status, std::move(one)});
}

exception_handlers::found exception_handlers::find(const std::exception_ptr& thrown) const {
    for (const for_status& each : by_status_) {
        const void* const exception = each.handler->takes(thrown);
        if (exception == nullptr) break;  // no http_exception: nothing for any of these
        if (static_cast<const http_exception*>(exception)->status == each.status)
            return {each.handler.get(), exception};
    }
    for (const auto& each : by_type_)
        if (const void* const exception = each->takes(thrown)) return {each.get(), exception};
    return {};
}

}  // namespace http_min
