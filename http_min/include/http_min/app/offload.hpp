// offload -- calls a plain handler away from the loop and gives back what it returned.
#pragma once

#include <rt/core/task.hpp>
#include <utility>

namespace http_min::detail {

template <class R, class... Args>
rt::task<R> offload(R (*call)(Args...), Args... args) {
    co_return call(args...);
}

}  // namespace http_min::detail
