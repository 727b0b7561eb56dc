// The tool that tests others: it finds out a program that leaves something behind, and plays the same run again.
#include <new>
#include <rt/io/io_awaiter.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/yield.hpp>
#include <rt/sync/event.hpp>

#include "support/catch.hpp"
#include "support/for_each.hpp"

namespace {

using namespace std::chrono_literals;

rt::io_awaiter<std::size_t> write_to(int pipe, std::string_view text) {
    return rt::io_awaiter<std::size_t>(rt::op_code::write, pipe, const_cast<char*>(text.data()),
                                       static_cast<std::uint32_t>(text.size()), 0);
}

rt::task<> leaves_a_descriptor_open(ledger&) {
    const auto [reader, writer] = rt::simulated_kernel::here().files.make_pipe();
    const rt::fd owned(reader);
    co_return;
}

rt::task<> leaves_an_object_alive(ledger& book) {
    alignas(counted) static unsigned char place[sizeof(counted)];
    new (place) counted(book);
    co_return;
}

rt::task<> waits_for_ever(ledger&) {
    rt::event never_set;
    co_await never_set.wait();
}

rt::task<> never_ends(ledger&) {
    for (;;) co_await rt::sleep_for(1ms);
}

rt::task<> throws_what_is_no_answer(ledger&) {
    co_await rt::yield();
    throw std::logic_error("a bug");
}

rt::task<> writes_ten_times(ledger& book) {
    const counted here(book);
    const auto [reader, writer] = rt::simulated_kernel::here().files.make_pipe();
    const rt::fd out(reader), in(writer);
    for (int i = 0; i < 10; ++i) static_cast<void>(co_await write_to(in.get(), "ten bytes."));
}

std::string broken_by(trial::program play) { return trial::run({}, play).broken; }

}  // namespace

TEST_CASE("what a program leaves behind, or never does, is found out") {
    CHECK(broken_by(leaves_an_object_alive) == " objects alive: 1");
    CHECK(broken_by(waits_for_ever).starts_with("deadlock"));
    CHECK(broken_by(never_ends) == "it never ends");
    CHECK(broken_by(throws_what_is_no_answer) == "a bug");
    CHECK(broken_by(leaves_a_descriptor_open) == " descriptors open: 1");
}

TEST_CASE("the same seed plays the same run") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const trial::outcome once = trial::run(rt::bad_weather(seed, 0.3), writes_ten_times);
        const trial::outcome again = trial::run(rt::bad_weather(seed, 0.3), writes_ten_times);
        CHECK(once.log.in_words() == again.log.in_words());
        CHECK(once.moments == again.moments);
    }
}

TEST_CASE("each operation has each of its faults once") {
    CHECK(for_each_fault(writes_ten_times) > 10 * rt::faults_of(IORING_OP_WRITE).size());
}

TEST_CASE("each moment is once the last") { CHECK(for_each_cancel(writes_ten_times) > 2 * 10); }
