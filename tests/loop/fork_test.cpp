#include <rt/loop/run_blocking.hpp>

#include "support/catch.hpp"
#include "support/in_a_child.hpp"
#include "support/world.hpp"

namespace {

rt::task<int> ask_the_pool() {
    co_return co_await rt::run_blocking([] { return 42; });
}

// What in_a_child() runs here is in the middle of a task: the parent's loop is below it on the stack.
rt::task<child_ended> fork_in_a_task() {
    co_return in_a_child([] { return world().run(ask_the_pool()) == 42; });
}

}  // namespace

TEST_CASE("a child of fork() has a pool of its own, whatever threads the parent had") {
    if (world::is_refused()) return;
    rt::thread_pool::shared().set_limit(7);
    REQUIRE(world().run(ask_the_pool()) == 42);
    CHECK(in_words(in_a_child([] { return world().run(ask_the_pool()) == 42; })) == "well");
    const auto same_limit = [] { return rt::thread_pool::shared().stats().limit == 7; };
    CHECK(in_words(in_a_child(same_limit)) == "well");
}

TEST_CASE("a child that was forked in a task can run a loop of its own, and the parent's goes on") {
    if (world::is_refused()) return;
    CHECK(in_words(world().run(fork_in_a_task())) == "well");
}
