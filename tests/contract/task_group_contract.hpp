// task_group_contract -- what every task group owes: lesson 12's toy, the learner's, its solution and
// rt::task_group.
//
// The includer says where the one on trial is, then includes this once:
//
//     namespace under_test = rt;        // has task_group, with_task_group(body)
//     #include "contract/task_group_contract.hpp"
#pragma once

#include <rt/core/exception_group.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/yield.hpp>
#include <stdexcept>
#include <string>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/world.hpp"

namespace task_group_contract {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""h;

inline rt::task<> say(std::string& log, char letter, rt::duration after) {
    co_await rt::sleep_for(after);
    log += letter;
}

inline rt::task<> sleep_an_hour(ledger& book) {
    const counted held(book);
    co_await rt::sleep_for(1h);
}

inline rt::task<> fail(const char* why) {
    co_await rt::yield();
    throw std::runtime_error(why);
}

inline rt::task<> fail_when_cancelled(const char* why) {
    try {
        co_await rt::sleep_for(1h);
    } catch (const rt::cancelled&) {
        throw std::runtime_error(why);
    }
}

template <class Error, class Body>
rt::task<bool> throws(Body body) {
    try {
        co_await under_test::with_task_group(std::move(body));
    } catch (const Error&) {
        co_return true;
    }
    co_return false;
}

TEST_CASE("a group ends when its last child has") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        co_await under_test::with_task_group([&out](under_test::task_group& group) -> rt::task<> {
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
        co_await under_test::with_task_group([&out](under_test::task_group& group) -> rt::task<> {
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
        co_await under_test::with_task_group([&](under_test::task_group& group) -> rt::task<> {
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
        const bool thrown =
            co_await throws<std::runtime_error>([&l](under_test::task_group& group) -> rt::task<> {
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
        const bool thrown =
            co_await throws<std::runtime_error>([&l](under_test::task_group& group) -> rt::task<> {
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
            co_await under_test::with_task_group([](under_test::task_group& group) -> rt::task<> {
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
            co_await under_test::with_task_group([](under_test::task_group& outer) -> rt::task<> {
                outer.start_soon(fail_when_cancelled, "outside");
                co_await under_test::with_task_group([](under_test::task_group& inner) -> rt::task<> {
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
        co_await under_test::with_task_group([&l](under_test::task_group& group) -> rt::task<> {
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
            co_await under_test::with_task_group([&of](under_test::task_group& group) -> rt::task<> {
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
        co_await under_test::with_task_group([&count](under_test::task_group& group) -> rt::task<> {
            struct chain {
                static rt::task<> link(under_test::task_group& in, int& n, int left) {
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
        co_await under_test::with_task_group([&count](under_test::task_group& group) -> rt::task<> {
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

TEST_CASE("a child that is cancelled before its first turn still runs up to its first await") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        co_await under_test::with_task_group([&out](under_test::task_group& group) -> rt::task<> {
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

}  // namespace task_group_contract
