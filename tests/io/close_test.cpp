#include <rt/core/when_all.hpp>
#include <rt/io/close.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

// What came of a receive, and when.
struct outcome {
    std::string text;
    std::error_code error;
    int turn = 0;  // counts up with everything that has happened
};

rt::task<> receive_into(outcome& out, int fd, int& turns) {
    char buffer[16];
    const auto got = co_await receive(fd, buffer);
    out.error = got.error();
    if (got) out.text.assign(buffer, *got);
    out.turn = ++turns;
}

rt::task<> let_it_park() {
    for (int i = 0; i < 3; ++i) (void)co_await nop();
}

rt::task<> park_and_close(rt::fd descriptor, outcome& out, int& turns) {
    rt::spawn(receive_into(out, descriptor.get(), turns));
    co_await let_it_park();
    const auto closed = co_await rt::close(std::move(descriptor));
    CHECK(closed.has_value());
    ++turns;
    co_await rt::yield();
}

// A world whose sockets the test owns.
struct owned_pair {
    explicit owned_pair(world& here) {
        const auto ends = here.own_socket_pair();
        a = rt::fd(ends[0]);
        b = rt::fd(ends[1]);
    }
    rt::fd a, b;
};

}  // namespace

TEST_CASE(
    "a close ends the receive that is in flight before it closes: it answers that the descriptor is bad") {
    if (world::is_refused()) return;
    world here;
    owned_pair pair(here);
    outcome parked;
    int turns = 0;
    here.run(park_and_close(std::move(pair.a), parked, turns));
    CHECK(parked.error == std::errc::bad_file_descriptor);
    CHECK(parked.turn == 1);
    CHECK(turns == 2);
}

TEST_CASE("no old receive ever sees the next connection with the same number") {
    if (world::is_refused()) return;
    world here;
    here.run([](world& w) -> rt::task<> {
        for (int i = 0; i < 20; ++i) {
            owned_pair old(w);
            outcome parked;
            int turns = 0;
            const int number = old.a.get();
            co_await park_and_close(std::move(old.a), parked, turns);
            const owned_pair next(w);  // the kernel gives the lowest number that is free
            const bool same_number = next.a.get() == number;
            CHECK((same_number || world::is_simulated()));
            (void)co_await send(next.b.get(), "news");
            outcome news;
            co_await receive_into(news, next.a.get(), turns);
            CHECK(news.text == "news");
            CHECK(parked.text.empty());
        }
    }(here));
}

TEST_CASE("closed, the peer reads the end") {
    if (world::is_refused()) return;
    world here;
    owned_pair pair(here);
    const auto got = here.run([](rt::fd mine, int theirs) -> rt::task<std::size_t> {
        char buffer[4];
        (void)co_await rt::close(std::move(mine));
        const auto end = co_await receive(theirs, buffer);
        co_return *end;
    }(std::move(pair.a), pair.b.get()));
    CHECK(got == 0);
}

TEST_CASE("a reader and a writer in flight are both ended") {
    if (world::is_refused()) return;
    world here;
    owned_pair pair(here);
    here.run([](rt::fd mine) -> rt::task<> {
        outcome reader;
        int turns = 0;
        std::error_code of_writer;
        auto write_much = [](int to, std::error_code& error) -> rt::task<> {
            const std::string much(1 << 20, '.');
            for (;;) {
                const auto sent = co_await send(to, much);
                error = sent.error();
                if (error) co_return;
            }
        };
        rt::spawn(receive_into(reader, mine.get(), turns));
        rt::spawn(write_much(mine.get(), of_writer));
        for (int i = 0; i < 50; ++i) (void)co_await nop();
        (void)co_await rt::close(std::move(mine));
        co_await rt::yield();
        CHECK(reader.error == std::errc::bad_file_descriptor);
        CHECK(of_writer == std::errc::bad_file_descriptor);
    }(std::move(pair.a)));
}

TEST_CASE("nothing new starts on a descriptor that is being closed") {
    if (world::is_refused()) return;
    world here;
    owned_pair pair(here);
    here.run([](rt::fd mine) -> rt::task<> {
        const int number = mine.get();
        outcome parked, late;
        int turns = 0;
        rt::spawn(receive_into(parked, number, turns));
        co_await let_it_park();
        auto close_it = [](rt::fd what) -> rt::task<> { (void)co_await rt::close(std::move(what)); };
        co_await rt::when_all(close_it(std::move(mine)), receive_into(late, number, turns));
        CHECK(late.error == std::errc::bad_file_descriptor);
    }(std::move(pair.a)));
}

TEST_CASE("what came before the close's cancel is delivered") {
    rt::simulated_options options;
    options.order = rt::delivery::oldest_first;  // the send, then the cancel that it has overtaken
    options.faults.too_late(1);
    world here(options);
    owned_pair pair(here);
    outcome received;
    here.run([](rt::fd mine, int theirs, outcome& out) -> rt::task<> {
        int turns = 0;
        rt::spawn(receive_into(out, mine.get(), turns));
        co_await let_it_park();
        auto send_it = [](int to) -> rt::task<> { (void)co_await send(to, "just in time"); };
        auto close_it = [](rt::fd what) -> rt::task<> { (void)co_await rt::close(std::move(what)); };
        co_await rt::when_all(send_it(theirs), close_it(std::move(mine)));
        co_await rt::yield();
    }(std::move(pair.a), pair.b.get(), received));
    CHECK(received.text == "just in time");
}

TEST_CASE("a task that is told to end still closes what it owns") {
    if (world::is_refused()) return;
    world here;
    owned_pair pair(here);
    bool closed = false;
    here.run([](rt::fd mine, bool& done) -> rt::task<> {
        auto serve = [](rt::fd connection, bool& was_closed) -> rt::task<> {
            try {
                co_await rt::sleep_for(24h);
            } catch (const rt::cancelled&) {
            }
            const auto answer = co_await rt::close(std::move(connection));
            was_closed = answer.has_value() && !connection;
        };
        rt::spawn(serve(std::move(mine), done));
        co_await let_it_park();
    }(std::move(pair.a), closed));
    CHECK(closed);
}

TEST_CASE("a file that is read is closed when the disk has answered") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        // Opened by hand: an open, a status and a close in one line of execution each.
        static char path[] = "/dev/zero";
        if (world::is_simulated()) co_return;
        auto opened = co_await rt::io_awaiter<rt::fd>(rt::op_code::open, -100, path, 0, 0);
        rt::fd file = std::move(opened).value_or_throw("open");
        std::vector<char> much(4 << 20, 'x');
        std::size_t got = 0;
        auto read_it = [](int from, std::vector<char>& into, std::size_t& count) -> rt::task<> {
            const auto answer = co_await rt::io_awaiter<std::size_t>(
                rt::op_code::read, from, into.data(), static_cast<std::uint32_t>(into.size()), 0, 0);
            count = answer ? *answer : 0;
        };
        rt::spawn(read_it(file.get(), much, got));
        co_await rt::yield();
        (void)co_await rt::close(std::move(file));
        co_await rt::yield();
        const bool all_or_nothing = got == 0 || much[got - 1] == 0;
        CHECK(all_or_nothing);
    }());
}
