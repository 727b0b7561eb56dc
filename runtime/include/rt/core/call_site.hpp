// call_site -- the line of source that awaits.
//
// As a default argument of await_suspend it is evaluated where the co_await stands, so an awaiter learns who
// waits in it without asking anything of a task.
#pragma once

namespace rt {

struct call_site {
    const char* file = "";
    int line = 0;

    static constexpr call_site here(const char* file = __builtin_FILE(),
                                    int line = __builtin_LINE()) noexcept {
        return {file, line};
    }
};

}  // namespace rt
