#include <rt/core/cancel_scope.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <rt/net/incoming_bytes.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::task<std::string> next_text(rt::incoming_bytes& from) {
    const auto message = co_await from.next();
    if (!message) co_return message.error().message();
    co_return message->empty() ? "the end" : std::string(message->text());
}

rt::task<std::string> read_until_end(rt::incoming_bytes& from) {
    std::string all;
    for (;;) {
        const auto message = co_await from.next();
        if (!message || message->empty()) co_return all;
        all += message->text();
    }
}

// Long enough for what is on its way to arrive.
rt::task<> let_the_kernel_work() {
    for (int i = 0; i < 5; ++i) (void)co_await nop();
}

rt::task<> note_next(rt::incoming_bytes& from, std::string& text) { text = co_await next_text(from); }

rt::task<bool> is_cancelled_waiting(rt::incoming_bytes& from) {
    rt::cancel_scope scope;
    std::string text;
    rt::spawn([](rt::cancel_scope& s) -> rt::task<> {
        co_await let_the_kernel_work();
        s.cancel();
    }(scope));
    co_return !co_await scope.run(note_next(from, text));
}

bool messages_come_unasked() { return rt::loop::current().its_driver().abilities().receive_many; }

std::string numbers(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += std::to_string(i) + " ";
    return text;
}

void send_much_and_read_late(world& here) {
    here.driver().wanted_buffers({.count = 64, .size = 16});
    const auto [near, far] = here.socket_pair();
    const std::string text = numbers(1000);
    here.run([](int in, int out, const std::string& all) -> rt::task<> {
        rt::incoming_bytes incoming(in);
        const auto nothing = co_await incoming.next().within(1ms);  // from here on it is asked for
        CHECK_FALSE(nothing);
        for (std::string_view left = all; !left.empty();) {
            const auto sent = co_await send(out, left);
            left.remove_prefix(sent ? *sent : left.size());
        }
        co_await let_the_kernel_work();
        rt::syscalls::shutdown(out, SHUT_WR);
        const std::string got = co_await read_until_end(incoming);
        CHECK(got == all);
    }(near, far, text));
}

}  // namespace

TEST_CASE("messages come one after the other, as they were sent") {
    if (world::is_refused()) return;
    world here;
    const auto [near, far] = here.socket_pair();
    here.run([](int in, int out) -> rt::task<> {
        rt::incoming_bytes incoming(in);
        for (const std::string text : {"first", "second", "third"}) {
            (void)co_await send(out, text);
            const std::string got = co_await next_text(incoming);
            CHECK(got == text);
        }
    }(near, far));
}

TEST_CASE("after the end of the stream every next is empty") {
    if (world::is_refused()) return;
    world here;
    const auto [near, far] = here.socket_pair();
    REQUIRE(rt::syscalls::shutdown(far, SHUT_WR) == 0);
    here.run([](int in) -> rt::task<> {
        rt::incoming_bytes incoming(in);
        for (int i = 0; i < 3; ++i) {
            const std::string got = co_await next_text(incoming);
            CHECK(got == "the end");
        }
    }(near));
}

TEST_CASE("a descriptor that is none is an error, and asked again an error again") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        rt::incoming_bytes incoming(1 << 19);
        for (int i = 0; i < 2; ++i) {
            const auto nothing = co_await incoming.next();
            const std::error_code error = nothing.error();
            CHECK(error == std::errc::bad_file_descriptor);
        }
    }());
}

TEST_CASE("many messages take one request to the kernel, where the driver can do that") {
    if (world::is_refused()) return;
    world here;
    const auto [near, far] = here.socket_pair();
    here.run([](int in, int out) -> rt::task<> {
        rt::incoming_bytes incoming(in);
        const bool one_for_all = messages_come_unasked();
        const std::uint64_t before = rt::loop::current().stats().submitted;
        for (int i = 0; i < 10; ++i) {
            (void)co_await send(out, "x");
            const std::string got = co_await next_text(incoming);
            CHECK(got == "x");
        }
        const std::uint64_t requests = rt::loop::current().stats().submitted - before;
        CHECK(requests <=
              (one_for_all ? 10u + 2u : 10u + 10u + 1u));  // sends, receives, and the driver's own
    }(near, far));
}

TEST_CASE("a limit that passes is a time-out, and what comes later is for the next who asks") {
    if (world::is_refused()) return;
    world here;
    const auto [near, far] = here.socket_pair();
    here.run([](int in, int out) -> rt::task<> {
        rt::incoming_bytes incoming(in);
        const auto nothing = co_await incoming.next().within(1ms);
        const std::error_code error = nothing.error();
        CHECK(error == std::errc::timed_out);
        (void)co_await send(out, "late");
        co_await let_the_kernel_work();
        const std::string got = co_await next_text(incoming);
        CHECK(got == "late");
    }(near, far));
}

TEST_CASE("a cancelled scope ends the waiting and not the receiving: nothing is lost") {
    if (world::is_refused()) return;
    world here;
    const auto [near, far] = here.socket_pair();
    here.run([](int in, int out) -> rt::task<> {
        rt::incoming_bytes incoming(in);
        const bool cancelled = co_await is_cancelled_waiting(incoming);
        CHECK(cancelled);
        (void)co_await send(out, "after");
        const std::string got = co_await next_text(incoming);
        CHECK(got == "after");
    }(near, far));
}

TEST_CASE("in a cancelled scope next throws, though a message is there, and the message stays") {
    if (world::is_refused()) return;
    world here;
    const auto [near, far] = here.socket_pair();
    here.run([](int in, int out) -> rt::task<> {
        rt::incoming_bytes incoming(in);
        (void)co_await send(out, "kept");
        rt::cancel_scope scope;
        scope.cancel();
        std::string text = "nothing";
        const bool ended = co_await scope.run(note_next(incoming, text));
        CHECK_FALSE(ended);
        CHECK(text == "nothing");
        const std::string got = co_await next_text(incoming);
        CHECK(got == "kept");
    }(near, far));
}

TEST_CASE("when all buffers are lent, a message waits until one goes back") {
    if (world::is_refused()) return;
    world here;
    here.driver().wanted_buffers({.count = 2, .size = 16});
    const auto [near, far] = here.socket_pair();
    here.run([](int in, int out) -> rt::task<> {
        rt::incoming_bytes incoming(in);
        std::vector<rt::received> held;
        for (int i = 0; i < 2; ++i) {
            (void)co_await send(out, "held");
            auto message = co_await incoming.next();
            held.push_back(*std::move(message));
        }
        (void)co_await send(out, "third");
        std::string third;
        rt::spawn(note_next(incoming, third));
        co_await let_the_kernel_work();
        CHECK(third == (messages_come_unasked() ? "" : "third"));
        held.pop_back();
        co_await let_the_kernel_work();
        CHECK(third == "third");
        CHECK(held.front().text() == "held");
    }(near, far));
}

TEST_CASE("two streams share two buffers, and neither waits for ever") {
    if (world::is_refused()) return;
    world here;
    here.driver().wanted_buffers({.count = 2, .size = 16});
    const auto first = here.socket_pair();
    const auto second = here.socket_pair();
    here.run([](int a_in, int a_out, int b_in, int b_out) -> rt::task<> {
        rt::incoming_bytes a(a_in), b(b_in);
        const std::string text = numbers(40);
        for (std::size_t at = 0; at < text.size(); ++at) {
            (void)co_await send(a_out, std::string_view(text).substr(at, 1));
            (void)co_await send(b_out, std::string_view(text).substr(at, 1));
            std::string from_b;
            rt::spawn(note_next(b, from_b));
            const std::string from_a = co_await next_text(a);
            while (from_b.empty()) (void)co_await nop();
            const bool right = from_a == text.substr(at, 1) && from_b == from_a;
            CHECK(right);
        }
    }(first[0], first[1], second[0], second[1]));
}

TEST_CASE("who does not keep up loses nothing and gets everything in order") {
    if (world::is_refused()) return;
    world here;
    send_much_and_read_late(here);
}

TEST_CASE("the same with room for 8 completions: the kernel ends the request, and it is made again") {
    if (world::is_refused()) return;
    world here(8, 8);
    send_much_and_read_late(here);
}

TEST_CASE("when it ends, so does its request: what is sent then is for the next who reads") {
    if (world::is_refused()) return;
    world here;
    const auto [near, far] = here.socket_pair();
    here.run([](int in, int out) -> rt::task<> {
        for (int i = 0; i < 20; ++i) {
            {
                rt::incoming_bytes incoming(in);
                const auto nothing = co_await incoming.next().within(100us);
                CHECK_FALSE(nothing);
            }
            (void)co_await send(out, "for another");
            char buffer[32];
            const auto got = co_await receive(in, buffer);
            CHECK(got);
            const std::string text(buffer, got ? *got : 0);
            CHECK(text == "for another");
        }
    }(near, far));
}

TEST_CASE("a message that nobody took goes back with the object, and one that was taken outlives it") {
    if (world::is_refused()) return;
    world here;
    here.driver().wanted_buffers({.count = 4, .size = 16});
    const auto [near, far] = here.socket_pair();
    here.run([](int in, int out) -> rt::task<> {
        for (int i = 0; i < 20; ++i) {  // 4 buffers would not last if one were lost each time
            rt::received last;
            {
                rt::incoming_bytes incoming(in);
                (void)co_await send(out, "taken");
                auto message = co_await incoming.next();
                last = *std::move(message);
                (void)co_await send(out, "left");
                const auto nothing = co_await incoming.next().within(0ns);
                (void)nothing;
            }
            CHECK(last.text() == "taken");
            char rest[16];
            (void)co_await receive(in, rest).within(1ms);  // what the kernel had not delivered yet
        }
    }(near, far));
}

TEST_CASE("the loop ends, though a message is waited for and requests are under way") {
    if (world::is_refused()) return;
    world here;
    const auto [near, far] = here.socket_pair();
    std::string text = "nothing";
    here.run([](int in, std::string& t) -> rt::task<> {
        rt::spawn([](int fd, std::string& out) -> rt::task<> {
            rt::incoming_bytes incoming(fd);
            co_await note_next(incoming, out);
        }(in, t));
        co_await let_the_kernel_work();
    }(near, text));
    CHECK(text == "nothing");
}
