// G3: what a temporary lambda captures is destroyed twice
// The lambda stands in the awaited expression itself. (PR99576, PR101367)
#include "task.hpp"

template <class F>
task<int> call(F function) {
    co_return function();
}

task<int> program() {
    counted mine;
    co_return co_await call([mine] { return 1; });
}

int main() {
    program().run();
    return counted::balanced() ? 0 : 1;
}
