// The runtime's task group keeps the contract, and adds start().
#include <rt/core/task_group.hpp>

namespace under_test = rt;
#include "contract/task_group_contract.hpp"

using namespace task_group_contract;

TEST_CASE("start waits until the child says it is ready, and returns what it said") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        co_await rt::with_task_group([&out](rt::task_group& group) -> rt::task<> {
            const auto serve = [](rt::task_status<int>& status, std::string& o) -> rt::task<> {
                co_await rt::sleep_for(1ms);
                o += "ready ";
                status.started(8000);
                co_await rt::sleep_for(1ms);
                o += "served ";
            };
            const int port = co_await group.start<int>(serve, std::ref(out));
            out += std::to_string(port) + " ";
        });
        out += "ended";
    }(log));
    CHECK(log == "ready 8000 served ended");
}

TEST_CASE("an error before started() comes out of start(), and the group goes on") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        bool thrown = false;
        bool forgot = false;
        co_await rt::with_task_group([&](rt::task_group& group) -> rt::task<> {
            const auto cannot = [](rt::task_status<void>&) -> rt::task<> {
                co_await fail("the port is taken");
            };
            try {
                co_await group.start(cannot);
            } catch (const std::runtime_error&) {
                thrown = true;
            }
            const auto forgets = [](rt::task_status<void>&) -> rt::task<> { co_await rt::yield(); };
            try {
                co_await group.start(forgets);
            } catch (const std::logic_error&) {
                forgot = true;
            }
            co_await rt::yield();
        });
        CHECK(thrown);
        CHECK(forgot);
    }());
}

TEST_CASE("an error after started() is the group's") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const bool thrown = co_await throws<std::runtime_error>([](rt::task_group& group) -> rt::task<> {
            const auto fails_later = [](rt::task_status<void>& status) -> rt::task<> {
                status.started();
                co_await fail("later");
            };
            co_await group.start(fails_later);
            co_await rt::sleep_for(1h);
        });
        CHECK(thrown);
    }());
}

TEST_CASE("cancelling whoever waits in start() ends the child that has not started; one that has goes on") {
    if (world::is_refused()) return;
    ledger book;
    std::string log;
    world().run([](ledger& l, std::string& out) -> rt::task<> {
        co_await rt::with_task_group([&](rt::task_group& group) -> rt::task<> {
            const auto slow = [](rt::task_status<void>& status, ledger& of) -> rt::task<> {
                co_await sleep_an_hour(of);
                status.started();
            };
            const bool started = co_await rt::move_on_after(1ms, group.start(slow, std::ref(l)));
            CHECK_FALSE(started);
            const auto quick = [](rt::task_status<void>& status, std::string& o) -> rt::task<> {
                status.started();
                co_await rt::sleep_for(5ms);
                o += "went on";
            };
            const auto start_and_wait = [](rt::task_group& g, auto f, std::string& o) -> rt::task<> {
                co_await g.start(f, std::ref(o));
                co_await rt::sleep_for(1h);
            };
            const bool waited = co_await rt::move_on_after(1ms, start_and_wait(group, quick, out));
            CHECK_FALSE(waited);
        });
    }(book, log));
    CHECK(book.alive == 0);
    CHECK(log == "went on");
}
