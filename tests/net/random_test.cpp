// Random lives in bad weather: tasks that do whatever comes to their minds (spawn, wait, cancel, hand over, read and write),
// on a kernel that fails, is late and is soon full. Whatever has happened: nobody is left, and nothing.
#include <memory>
#include <random>
#include <rt/core/task_group.hpp>
#include <rt/core/when_any.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <rt/net/stream.hpp>
#include <rt/sync/channel.hpp>
#include <rt/sync/event.hpp>
#include <rt/sync/mutex.hpp>
#include <stdexcept>

#include "support/catch.hpp"
#include "support/for_each.hpp"

namespace {

// What all of them share. Who was spawned may outlive the program that has made it.
struct village {
    explicit village(ledger& l) : book(l), goods(2) {
        const auto [first, second] = rt::simulated_kernel::here().network.make_pair(8);
        ends[0] = rt::stream(rt::fd(first));
        ends[1] = rt::stream(rt::fd(second));
    }
    unsigned below(unsigned limit) { return static_cast<unsigned>(dice() % limit); }

    ledger& book;
    std::minstd_rand dice{static_cast<unsigned>(trial::seed) + 1};
    rt::stream ends[2];
    rt::mutex reading[2], writing[2];  // one reader and one writer at a time
    rt::channel<counted> goods;
    rt::event bell;
    std::size_t written = 0;
    std::size_t read = 0;
    int lives = 0;
};

using home = std::shared_ptr<village>;

rt::task<> live(home h, int depth);

rt::duration a_while(village& v) { return std::chrono::microseconds(v.below(50)); }

rt::task<> write_a_little(home h) {
    const unsigned side = h->below(2);
    const auto guard = co_await h->writing[side].lock();
    const std::byte some[6]{};
    const auto taken =
        co_await h->ends[side].write_some(std::span(some, 1 + h->below(5))).within(a_while(*h));
    if (taken) h->written += *taken;
}

rt::task<> read_a_little(home h) {
    const unsigned side = h->below(2);
    const auto guard = co_await h->reading[side].lock();
    std::byte some[4];
    const auto got = co_await h->ends[side].read_some(some).within(a_while(*h));
    if (got) h->read += *got;
}

rt::task<> hand_over(home h) { co_await h->goods.send(counted(h->book)); }
rt::task<> take_over(home h) { static_cast<void>(co_await h->goods.receive()); }
rt::task<> wait_for_the_bell(home h) { co_await h->bell.wait(); }

rt::task<> raise_children(home h, int depth) {
    auto family = [&](rt::task_group& children) -> rt::task<> {
        for (unsigned left = h->below(4); left > 0; --left) children.start_soon(live, h, depth);
        co_await rt::sleep_for(a_while(*h));
        if (h->below(3) == 0) children.scope().cancel();
        if (h->below(8) == 0) throw std::system_error(std::make_error_code(std::errc::io_error), "a quarrel");
    };
    co_await rt::with_task_group(family);
}

// Nobody would hear what is thrown here.
rt::task<> live_alone(home h, int depth) {
    try {
        co_await live(h, depth);
    } catch (const std::exception&) {
    }
}

rt::task<> do_something(home h, int depth) {
    const counted here(h->book);
    switch (h->below(depth > 0 ? 12 : 8)) {
        case 0: co_await rt::yield(); break;
        case 1: co_await rt::sleep_for(a_while(*h)); break;
        case 2: co_await write_a_little(h); break;
        case 3: co_await read_a_little(h); break;
        case 4: co_await rt::move_on_after(a_while(*h), hand_over(h)); break;
        case 5: co_await rt::move_on_after(a_while(*h), take_over(h)); break;
        case 6: co_await rt::move_on_after(a_while(*h), wait_for_the_bell(h)); break;
        case 7: h->below(10) == 0 ? h->bell.set() : void(); break;
        case 8: co_await rt::move_on_after(a_while(*h), live(h, depth - 1)); break;
        case 9: co_await raise_children(h, depth - 1); break;
        case 10: co_await rt::when_any(live(h, depth - 1), live(h, depth - 1)); break;
        case 11: rt::spawn(live_alone(h, depth - 1)); break;
    }
}

rt::task<> live(home h, int depth) {
    const counted here(h->book);
    if (++h->lives > 200) co_return;
    for (unsigned left = 1 + h->below(5); left > 0; --left) co_await do_something(h, depth);
}

rt::task<> random_lives(ledger& book) {
    const auto h = std::make_shared<village>(book);
    try {
        co_await raise_children(h, 3);
    } catch (const std::system_error&) {
    } catch (const rt::exception_group&) {  // a quarrel, or several
    }
    if (h->read > h->written) throw std::logic_error("more was read than written");
}

}  // namespace

TEST_CASE("a thousand random lives leave nothing behind") {
    CHECK(for_each_seed(1000, 0.05, random_lives) > 0);
}

TEST_CASE("a hundred thousand random lives leave nothing behind", "[.long]") {
    CHECK(for_each_seed(100'000, 0.05, random_lives) > 0);
}
