#include <rt/core/task_group.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <rt/sync/event.hpp>
#include <stdexcept>
#include <string>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::task<> say(std::string& log, char letter, rt::duration after) {
    co_await rt::sleep_for(after);
    log += letter;
}

rt::task<> sleep_an_hour(ledger& book) {
    const counted held(book);
    co_await rt::sleep_for(1h);
}

rt::task<> fail(const char* why) {
    co_await rt::yield();
    throw std::runtime_error(why);
}

rt::task<> fail_when_cancelled(const char* why) {
    try {
        co_await rt::sleep_for(1h);
    } catch (const rt::cancelled&) {
        throw std::runtime_error(why);
    }
}

template <class Error, class Body>
rt::task<bool> throws(Body body) {
    try {
        co_await rt::with_task_group(std::move(body));
    } catch (const Error&) {
        co_return true;
    }
    co_return false;
}

}  // namespace

TEST_CASE("a group ends when its last child has") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        co_await rt::with_task_group([&out](rt::task_group& group) -> rt::task<> {
            group.start_soon(say, std::ref(out), 'c', 3ms);
            group.start_soon(say, std::ref(out), 'b', 2ms);
            out += 'a';
            co_return;
        });
        out += 'd';
    }(log));
    CHECK(log == "abcd");
}

TEST_CASE("children start in order, at the next turn and not inside start_soon") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        co_await rt::with_task_group([&out](rt::task_group& group) -> rt::task<> {
            for (const char letter : {'1', '2', '3'}) {
                group.start_soon([&out, letter]() -> rt::task<> {
                    out += letter;
                    co_return;
                });
            }
            out += '0';
            co_return;
        });
    }(log));
    CHECK(log == "0123");
}

TEST_CASE("a callable lives as long as its child: its captures may be used after an await") {
    if (world::is_refused()) return;
    ledger book;
    std::string log;
    world().run([](ledger& l, std::string& out) -> rt::task<> {
        co_await rt::with_task_group([&](rt::task_group& group) -> rt::task<> {
            const std::string text = "a text that is too long to be kept in place";
            group.start_soon([text, held = counted(l, 7), &out]() -> rt::task<> {
                co_await rt::sleep_for(1ms);
                out = text + std::to_string(held.value);
            });
            co_return;
        });
    }(book, log));
    CHECK(log == "a text that is too long to be kept in place7");
    CHECK(book.alive == 0);
}

TEST_CASE("the first error cancels the siblings and the body, and comes out as it is") {
    if (world::is_refused()) return;
    ledger book;
    world().run([](ledger& l) -> rt::task<> {
        const bool thrown = co_await throws<std::runtime_error>([&l](rt::task_group& group) -> rt::task<> {
            group.start_soon(sleep_an_hour, std::ref(l));
            group.start_soon(fail, "one");
            group.start_soon(sleep_an_hour, std::ref(l));
            co_await sleep_an_hour(l);
        });
        CHECK(thrown);
    }(book));
    CHECK(book.alive == 0);
    CHECK(book.destroyed == 3);
}

TEST_CASE("an error of the body cancels the children") {
    if (world::is_refused()) return;
    ledger book;
    world().run([](ledger& l) -> rt::task<> {
        const bool thrown = co_await throws<std::runtime_error>([&l](rt::task_group& group) -> rt::task<> {
            group.start_soon(sleep_an_hour, std::ref(l));
            co_await fail("the body");
        });
        CHECK(thrown);
    }(book));
    CHECK(book.alive == 0);
}

TEST_CASE("several errors become one group, and none is lost") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        std::string text;
        std::size_t leaves = 0;
        try {
            co_await rt::with_task_group([](rt::task_group& group) -> rt::task<> {
                group.start_soon(fail, "one");
                group.start_soon(fail_when_cancelled, "two");
                co_await fail_when_cancelled("three");
            });
        } catch (const rt::exception_group& several) {
            text = several.what();
            leaves = several.count<std::runtime_error>();
        }
        CHECK(text == "3 tasks failed: one; three; two");
        CHECK(leaves == 3);
    }());
}

TEST_CASE("a group in a group: the inner one fails as one task of the outer") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        std::string text;
        std::size_t leaves = 0;
        try {
            co_await rt::with_task_group([](rt::task_group& outer) -> rt::task<> {
                outer.start_soon(fail_when_cancelled, "outside");
                co_await rt::with_task_group([](rt::task_group& inner) -> rt::task<> {
                    inner.start_soon(fail, "inside");
                    inner.start_soon(fail_when_cancelled, "inside too");
                    co_return;
                });
            });
        } catch (const rt::exception_group& several) {
            text = several.what();
            leaves = several.leaves().size();
        }
        CHECK(text == "2 tasks failed: (2 tasks failed: inside; inside too); outside");
        CHECK(leaves == 3);
    }());
}

TEST_CASE("cancelling the group's own scope ends it without an error") {
    if (world::is_refused()) return;
    ledger book;
    world().run([](ledger& l) -> rt::task<> {
        co_await rt::with_task_group([&l](rt::task_group& group) -> rt::task<> {
            for (int i = 0; i < 10; ++i) group.start_soon(sleep_an_hour, std::ref(l));
            co_await rt::yield();
            group.scope().cancel();
        });
        co_await rt::yield();  // here nothing is cancelled
    }(book));
    CHECK(book.alive == 0);
    CHECK(book.destroyed == 10);
}

TEST_CASE("a cancellation from outside reaches the children and passes through") {
    if (world::is_refused()) return;
    ledger book;
    world().run([](ledger& l) -> rt::task<> {
        const auto group_of_sleepers = [](ledger& of) -> rt::task<> {
            co_await rt::with_task_group([&of](rt::task_group& group) -> rt::task<> {
                group.start_soon(sleep_an_hour, std::ref(of));
                group.start_soon(sleep_an_hour, std::ref(of));
                co_return;
            });
            of.copies = 99;  // not reached
        };
        const bool ended = co_await rt::move_on_after(1ms, group_of_sleepers(l));
        CHECK_FALSE(ended);
    }(book));
    CHECK(book.alive == 0);
    CHECK(book.copies == 0);
}

TEST_CASE("a child may start siblings, also after the body has returned") {
    if (world::is_refused()) return;
    int ran = 0;
    world().run([](int& count) -> rt::task<> {
        co_await rt::with_task_group([&count](rt::task_group& group) -> rt::task<> {
            struct chain {
                static rt::task<> link(rt::task_group& in, int& n, int left) {
                    co_await rt::yield();
                    ++n;
                    if (left > 0) in.start_soon(link, std::ref(in), std::ref(n), left - 1);
                }
            };
            group.start_soon(chain::link, std::ref(group), std::ref(count), 9);
            co_return;
        });
    }(ran));
    CHECK(ran == 10);
}

TEST_CASE("ten thousand children end in a flat stack") {
    if (world::is_refused()) return;
    int ran = 0;
    world().run([](int& count) -> rt::task<> {
        co_await rt::with_task_group([&count](rt::task_group& group) -> rt::task<> {
            const auto one = [](int& n) -> rt::task<> {
                co_await rt::yield();
                ++n;
            };
            for (int i = 0; i < 10'000; ++i) group.start_soon(one, std::ref(count));
            co_return;
        });
    }(ran));
    CHECK(ran == 10'000);
}

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

TEST_CASE("a child that is cancelled before its first turn still runs up to its first await") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        co_await rt::with_task_group([&out](rt::task_group& group) -> rt::task<> {
            group.start_soon([&out]() -> rt::task<> {
                out += "began";
                co_await rt::yield();
                out += " not reached";
            });
            group.scope().cancel();
            co_return;
        });
    }(log));
    CHECK(log == "began");
}
