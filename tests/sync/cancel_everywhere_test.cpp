// Each thing that can be waited for, in a program that is cancelled at its 1st, 2nd, 3rd … moment. However it ends: nothing is
// held, nobody has come and waits, what was lent was given back, and every frame is gone.
#include <rt/core/async_generator.hpp>
#include <rt/core/task_group.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/sync/barrier.hpp>
#include <rt/sync/capacity_limiter.hpp>
#include <rt/sync/channel.hpp>
#include <rt/sync/condition.hpp>
#include <rt/sync/latch.hpp>
#include <rt/sync/semaphore.hpp>
#include <stdexcept>

#include "support/catch.hpp"
#include "support/for_each.hpp"
#include "support/turns.hpp"

namespace {

using namespace std::chrono_literals;

void must(bool condition, const char* otherwise) {
    if (!condition) throw std::logic_error(otherwise);
}

// Runs `count` of them beside each other, and asks afterwards, also when they were cancelled.
template <class Town, class Check>
rt::task<> all_together(int count, rt::task<> (*live)(Town&, int), Town& town, Check is_sound) {
    const auto start_them = [&](rt::task_group& group) -> rt::task<> {
        for (int i = 0; i < count; ++i) group.start_soon(live, std::ref(town), i);
        co_return;
    };
    try {
        co_await rt::with_task_group(start_them);
    } catch (const rt::cancelled&) {
        is_sound();
        throw;
    }
    is_sound();
}

struct kitchen {
    explicit kitchen(ledger& b) noexcept : book(b) {}
    ledger& book;
    rt::mutex m;
    rt::condition changed{m};
    rt::semaphore permits{2};
    rt::capacity_limiter limiter{2};
    rt::barrier all{3};
    rt::latch ready{3};
    int eggs = 0;
};

rt::task<> cook(kitchen& k, int) {
    const counted here(k.book);
    for (int i = 0; i < 2; ++i) {
        const auto guard = co_await k.m.lock();
        co_await turns(2);
    }
    const auto permit = co_await k.permits.acquire();
    const auto token = co_await k.limiter.acquire();
    co_await rt::sleep_for(1ms);
}

rt::task<> locks(ledger& book) {
    kitchen k(book);
    const auto is_sound = [&k] {
        must(!k.m.is_locked(), "the lock is lost");
        must(k.permits.available() == 2, "a permit is lost");
        must(k.limiter.borrowed() == 0, "a token is lost");
    };
    co_await all_together(4, cook, k, is_sound);
}

rt::task<> lay_or_take(kitchen& k, int which) {
    const counted here(k.book);
    for (int i = 0; i < 3; ++i) {
        auto guard = co_await k.m.lock();
        if (which % 2 == 0) {
            ++k.eggs;
            k.changed.notify_one();
            co_await turns(1);
        } else {
            const auto there_is_one = [&k] { return k.eggs > 0; };
            co_await k.changed.wait(guard, there_is_one);
            --k.eggs;
        }
    }
}

rt::task<> conditions(ledger& book) {
    kitchen k(book);
    const auto is_sound = [&k] { must(!k.m.is_locked(), "the lock is lost"); };
    co_await all_together(4, lay_or_take, k, is_sound);
}

rt::task<> meet(kitchen& k, int which) {
    const counted here(k.book);
    co_await k.ready.arrive_and_wait();
    for (int i = 0; i < 3; ++i) {
        co_await turns(which);
        co_await k.all.arrive_and_wait();
    }
}

rt::task<> meetings(ledger& book) {
    kitchen k(book);
    const auto is_sound = [&k] { must(k.all.arrived() == 0, "somebody who left is counted as here"); };
    co_await all_together(3, meet, k, is_sound);
}

struct counter {
    counter(ledger& b, std::size_t capacity) : book(b), plates(capacity) {}
    ledger& book;
    rt::channel<counted> plates;
    int sent = 0;
    int received = 0;
};

rt::task<> send_or_receive(counter& c, int which) {
    const counted here(c.book);
    if (which < 2) {
        for (int i = 0; i < 4; ++i) {
            co_await c.plates.send(counted(c.book, i));
            ++c.sent;
        }
        if (c.sent == 8) c.plates.close();
    } else {
        auto plates = c.plates.all();
        for (auto* plate = co_await plates.next(); plate != nullptr; plate = co_await plates.next())
            ++c.received;
    }
}

rt::task<> through(ledger& book, std::size_t capacity) {
    counter c(book, capacity);
    const auto is_sound = [&c] {
        const int left = static_cast<int>(c.plates.size());
        must(c.sent == c.received + left, "an item is lost, or was received twice");
    };
    co_await all_together(4, send_or_receive, c, is_sound);
}

rt::task<> rendezvous(ledger& book) { co_await through(book, 0); }
rt::task<> buffered(ledger& book) { co_await through(book, 2); }

struct library {
    explicit library(ledger& b) noexcept : book(b) {}
    ledger& book;
    int lent = 0;
};

rt::async_generator<int> lend_a_book(library& l) {
    const counted here(l.book);
    int title = 7;
    ++l.lent;
    const std::exception_ptr why = co_yield rt::lend(title);
    co_await rt::sleep_for(1ms);
    --l.lent;
}

rt::task<> close_it(rt::async_generator<int>& loan) { co_await loan.close(); }

rt::task<> read_a_book(library& l, int) {
    rt::async_generator<int> loan = lend_a_book(l);
    co_await loan.next();
    std::exception_ptr why;
    try {
        co_await rt::sleep_for(1ms);
    } catch (...) {
        why = std::current_exception();
    }
    rt::cancel_scope in_any_case(rt::shield::yes);
    co_await in_any_case.run(close_it(loan));
    if (why) std::rethrow_exception(why);
}

rt::task<> loans(ledger& book) {
    library l(book);
    const auto is_sound = [&l] { must(l.lent == 0, "a book was not given back"); };
    co_await all_together(3, read_a_book, l, is_sound);
}

}  // namespace

TEST_CASE("mutex, semaphore and limiter: any moment may be the last") { CHECK(for_each_cancel(locks) > 10); }
TEST_CASE("a condition: any moment may be the last") { CHECK(for_each_cancel(conditions) > 10); }
TEST_CASE("a latch and a barrier: any moment may be the last") { CHECK(for_each_cancel(meetings) > 10); }
TEST_CASE("a rendezvous: any moment may be the last") { CHECK(for_each_cancel(rendezvous) > 10); }
TEST_CASE("a channel with room: any moment may be the last") { CHECK(for_each_cancel(buffered) > 10); }
TEST_CASE("a generator that lends: any moment may be the last") { CHECK(for_each_cancel(loans) > 10); }
