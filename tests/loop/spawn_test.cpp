#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::task<> say(std::string& log, std::string word) {
    log += word;
    co_return;
}

// A server: it serves until it is told to stop, and then has a last word.
rt::task<> serve(int fd, std::string& log, counted) {
    try {
        char buffer[16];
        for (;;) {
            const auto got = co_await receive(fd, buffer);
            if (!got) co_return;
            log.append(buffer, *got);
        }
    } catch (const rt::cancelled&) {
        log += "|stopped";
        throw;
    }
}

rt::task<> spawn_at_the_end(std::string& log) {
    try {
        co_await rt::sleep_for(1h);
    } catch (const rt::cancelled&) {
        rt::spawn(say(log, "last"));
        throw;
    }
}

rt::task<> ask_again(std::string& log) {
    for (int i = 0; i < 3; ++i) {
        try {
            (void)co_await nop();
            log += "nop ";
            co_await rt::sleep_for(1h);
        } catch (const rt::cancelled&) {
            log += "cancelled ";
        }
    }
}

}  // namespace

TEST_CASE("a spawned task runs at the next turn, not inside spawn") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        rt::spawn(say(out, "child "));
        out += "parent ";
        co_await rt::yield();
        out += "parent again";
    }(log));
    CHECK(log == "parent child parent again");
}

TEST_CASE("run() cancels a spawned task at its await, and waits until it has ended") {
    if (world::is_refused()) return;
    world here;
    const auto [server, client] = here.socket_pair();
    std::string log;
    ledger book;
    here.run([](int s, int c, std::string& out, ledger& b) -> rt::task<> {
        rt::spawn(serve(s, out, counted(b)));
        (void)co_await send(c, "hello");
        while (out.empty()) co_await rt::yield();
    }(server, client, log, book));
    CHECK(log == "hello|stopped");
    CHECK(book.alive == 0);
}

TEST_CASE("what a cancelled task spawns runs too before run() returns") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        rt::spawn(spawn_at_the_end(out));
        co_await rt::yield();
    }(log));
    CHECK(log == "last");
}

TEST_CASE("during shutdown every further await is cancelled") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        rt::spawn(ask_again(out));
        co_await rt::sleep_for(1ms);
    }(log));
    CHECK(log == "nop cancelled cancelled cancelled ");
}

TEST_CASE("a spawned task that has not begun when the main task ends begins, and is cancelled at its awaits") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        rt::spawn(ask_again(out));
        co_return;
    }(log));
    if (log.starts_with("nop ")) log.erase(0, 4);  // this operation was quicker than its cancellation
    CHECK(log == "cancelled cancelled cancelled ");
}
