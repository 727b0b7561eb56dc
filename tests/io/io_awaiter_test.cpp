#include <rt/core/when_all.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

// What came of a receive: its bytes, its error, or that it was cancelled.
struct outcome {
    std::string text = "nothing yet";
    rt::io_awaiter<std::size_t>* op = nullptr;  // while it is under way
    std::size_t still_out = 0;    // completions still to come when it was resumed
};

rt::task<> receive_into(outcome& out, int fd, rt::duration limit = rt::duration::max()) {
    char buffer[16];
    try {
        auto request = receive(fd, buffer).within(limit);
        out.op = &request;
        const auto got = co_await request;
        out.still_out = request.outstanding;
        out.text = got ? std::string(buffer, *got) : got.error().message();
    } catch (const rt::cancelled&) {
        out.text = "cancelled";
    }
    out.op = nullptr;
}

rt::task<> cancel_when_parked(int fd, outcome& out) {
    rt::spawn(receive_into(out, fd));
    for (int i = 0; i < 3; ++i) (void)co_await nop();  // the receive is in the kernel now
    rt::loop::current().cancel(*out.op);
    rt::loop::current().cancel(*out.op);  // asking twice is asking once
    while (out.op != nullptr) (void)co_await nop();
}

// The data are there before the cancel: both requests go to the kernel together.
rt::task<> cancel_with_data_there(int there, int back, outcome& out) {
    (void)co_await send(there, "data");
    rt::spawn(receive_into(out, back));
    while (out.op == nullptr) co_await rt::yield();
    rt::loop::current().cancel(*out.op);
    while (out.op != nullptr) (void)co_await nop();
}

rt::task<> race_again_and_again(int there, int back, int& data, int& lost) {
    for (int i = 0; i < 300; ++i) {
        outcome first, second;
        co_await cancel_with_data_there(there, back,
                                        first);  // both loops' operations stand at the same addresses
        if (first.text == "data") ++data;
        if (first.text == "cancelled") {
            co_await receive_into(second, back);  // what the cancelled one has not taken is still there
            if (second.text != "data") ++lost;
        }
    }
}

}  // namespace

TEST_CASE("cancel wins: a parked receive throws cancelled") {
    if (world::is_refused()) return;
    world here;
    outcome out;
    here.run(cancel_when_parked(here.socket_pair()[0], out));
    CHECK(out.text == "cancelled");
}

TEST_CASE(
    "data wins: a receive that had its data first returns them, and the cancel's completion is waited for") {
    rt::simulated_options options;
    options.order = rt::delivery::oldest_first;
    world here(options);
    const auto [there, back] = here.socket_pair();
    outcome out;
    here.run(cancel_with_data_there(there, back, out));
    CHECK(out.text == "data");
    CHECK(out.still_out == 0);
}

TEST_CASE("both: a cancel that comes too late to stop it changes nothing, whichever completion comes first") {
    rt::simulated_options options;
    options.order = rt::delivery::newest_first;
    options.faults.too_late(1);
    world here(options);
    const auto [there, back] = here.socket_pair();
    outcome out;
    here.run(cancel_with_data_there(there, back, out));
    CHECK(out.text == "data");
    CHECK(out.still_out == 0);
}

TEST_CASE("a late cancel cannot hit the next operation, nor lose what the cancelled one has not taken") {
    if (world::is_refused()) return;
    world here;
    const auto [there, back] = here.socket_pair();
    int data = 0, lost = 0;
    here.run(race_again_and_again(there, back, data, lost));
    CHECK(lost == 0);
    INFO("the data were first " << data << " times of 300");
    if (world::is_simulated()) CHECK((data > 30 && data < 270));
}

TEST_CASE("a limit that passes answers timed_out, and the operation has ended") {
    if (world::is_refused()) return;
    world here;
    const auto ends = here.socket_pair();
    outcome out;
    here.run(receive_into(out, ends[0], 1ms));
    CHECK(out.text == std::make_error_code(std::errc::timed_out).message());
}

TEST_CASE("who sees an operation in flight can let its limit pass now, more than once and too late") {
    if (world::is_refused()) return;
    world here;
    const auto [there, back] = here.socket_pair();
    outcome without_data, with_data;
    here.run([](int t, int b, outcome& without, outcome& with) -> rt::task<> {
        rt::spawn(receive_into(without, b));
        for (int i = 0; i < 3; ++i) (void)co_await nop();
        without.op->time_out();
        without.op->time_out();
        while (without.op != nullptr) (void)co_await nop();
        (void)co_await send(t, "data");
        rt::spawn(receive_into(with, b));
        while (with.op == nullptr || with.op->in_flight()) co_await rt::yield();
        if (with.op != nullptr) with.op->time_out();
        while (with.op != nullptr) (void)co_await nop();
    }(there, back, without_data, with_data));
    CHECK(without_data.text == std::make_error_code(std::errc::timed_out).message());
    CHECK(with_data.text == "data");
}

TEST_CASE("a limit that does not pass changes nothing") {
    if (world::is_refused()) return;
    world here;
    const auto [there, back] = here.socket_pair();
    outcome out;
    here.run([](int t, int b, outcome& o) -> rt::task<> {
        (void)co_await send(t, "in time");
        co_await receive_into(o, b, 1h);
        co_await rt::sleep_for(1ms);
    }(there, back, out));
    CHECK(out.text == "in time");
}

TEST_CASE("data that come together with the end of the limit are delivered or stay in the socket") {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        rt::simulated_options options;
        options.order = rt::delivery::shuffled;
        options.seed = seed;
        world here(options);
        const auto [there, back] = here.socket_pair();
        outcome first, second;
        here.run([](int t, int b, outcome& o1, outcome& o2) -> rt::task<> {
            auto send_at_1ms = [](int to) -> rt::task<> {
                co_await rt::sleep_for(1ms);
                (void)co_await send(to, "data");
            };
            co_await rt::when_all(send_at_1ms(t), receive_into(o1, b, 1ms));
            if (o1.text != "data") co_await receive_into(o2, b);
        }(there, back, first, second));
        INFO("RT_SEED=" << seed);
        CHECK((first.text == "data" || second.text == "data"));
    }
}

TEST_CASE("what the kernel refuses is in the result") {
    if (world::is_refused()) return;
    const auto error = world().run([]() -> rt::task<std::error_code> {
        const auto sent = co_await send(999'999, "to nobody");
        co_return sent.error();
    }());
    CHECK(error == std::errc::bad_file_descriptor);
}

TEST_CASE("an interrupted operation that nobody cancelled says so") {
    rt::simulated_options options;
    options.faults.fail(IORING_OP_RECV, 1, EINTR);
    world here(options);
    const auto [there, back] = here.socket_pair();
    outcome out;
    here.run([](int t, int b, outcome& o) -> rt::task<> {
        (void)co_await send(t, "x");
        co_await receive_into(o, b);
    }(there, back, out));
    CHECK(out.text == std::make_error_code(std::errc::interrupted).message());
}

TEST_CASE("an operation that its limit interrupted has timed out") {
    rt::simulated_options options;
    options.order = rt::delivery::newest_first;
    options.faults.too_late(1).fail(IORING_OP_RECV, 1,
                                    EINTR);  // how a request ends that a worker was carrying out
    world here(options);
    const auto [there, back] = here.socket_pair();
    outcome out;
    here.run([](int t, int b, outcome& o) -> rt::task<> {
        auto send_at_1ms = [](int to) -> rt::task<> {
            co_await rt::sleep_for(1ms);
            (void)co_await send(to, "data");
        };
        co_await rt::when_all(receive_into(o, b, 1ms), send_at_1ms(t));
    }(there, back, out));
    CHECK(out.text == std::make_error_code(std::errc::timed_out).message());
}
