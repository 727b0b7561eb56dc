// expect: a generator cannot await, for its reader calls it like a function: make it an async_generator
// shows: is_awaitable_here
#include <rt/core/generator.hpp>
#include <rt/core/task.hpp>

rt::task<> boil_egg();

rt::generator<int> eggs() {
    co_await boil_egg();
    co_yield 1;
}
