// traced_echo -- a program that says nothing of traces: RT_TRACE=echo.html in its environment makes it leave one.
#include <cstdio>
#include <rt/io/run.hpp>
#include <rt/loop/spawn.hpp>

#include "trace/echo_with_three_clients.hpp"

namespace {

rt::task<> nothing() { co_return; }

rt::task<int> echo_beside_a_strange_name() {
    rt::spawn(nothing(), "</script><b>&\"\xff");  // what a page must not take for its own
    co_return co_await echo::with_three_clients();
}

}  // namespace

int main() {
    const int answers = rt::run(echo_beside_a_strange_name());
    std::printf("%d answers\n", answers);
    return answers == 6 ? 0 : 1;
}
