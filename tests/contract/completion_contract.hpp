// completion_contract -- what rt::completion must do: the runtime's own, or the plank of exercise 09.2.
//
// The rings are types of this file: each program that includes it compiles the completion it is about.
#pragma once

#include <algorithm>
#include <coroutine>
#include <deque>
#include <rt/core/detached.hpp>
#include <rt/core/when_all.hpp>
#include <rt/io/completion.hpp>
#include <rt/io/io_awaiter.hpp>
#include <rt/io/liburing_ring.hpp>
#include <rt/io/run.hpp>
#include <rt/io/simulated_ring.hpp>
#include <rt/io/submission.hpp>
#include <rt/io/uring_driver.hpp>

#include "support/catch.hpp"
#include "support/in_a_child.hpp"
#include "support/plain_operation.hpp"

namespace completion_contract {

struct virtual_ring : rt::simulated_ring {
    using rt::simulated_ring::simulated_ring;
};
// Its hint is up although the kernel holds nothing back, as the kernel's may be. It comes down in the end, for a test
// that would ask for ever.
struct ring_with_stale_hint : virtual_ring {
    int get_events() {
        ++times_asked;
        return virtual_ring::get_events();
    }
    bool has_pending_events() const noexcept {
        return times_asked < 100 || virtual_ring::has_pending_events();
    }
    int times_asked = 0;
};
struct real_ring : rt::liburing_ring {
    using rt::liburing_ring::liburing_ring;
};

inline rt::simulated_options with_room_for(unsigned completions,
                                           rt::delivery order = rt::delivery::oldest_first) {
    rt::simulated_options options;
    options.completions = completions;
    options.order = order;
    return options;
}

// A ring with both halves of a driver: the submission is the runtime's, the completion is on trial.
template <class Ring>
struct bench {
    template <class... Args>
    explicit bench(Args... args) : ring(args...) {}

    std::size_t submit_and_collect() {
        submission.submit();
        ring.get_events();  // as the driver's wait does
        return completion.collect(ready);
    }
    int how_many_ready() {
        int count = 0;
        for (; !ready.empty(); ready.pop()) ++count;
        return count;
    }

    Ring ring;
    rt::driver_stats stats;
    rt::submission<Ring> submission{ring, stats};
    rt::completion<Ring> completion{ring, stats};
    rt::waiter_queue ready;
};

// 64 operations in flight, room for 8 completions: RETURNS how many of them finished, each once.
template <class Ring>
int how_many_of_64_finish(bench<Ring>& b) {
    std::deque<plain_operation> all(64);
    for (plain_operation& op : all) b.submission.start(op);
    b.submit_and_collect();
    return static_cast<int>(
        std::count_if(all.begin(), all.end(), [](auto& op) { return op.times_finished == 1; }));
}

// Looks, when it is told that it has finished, whether the ring still holds back a completion of its own.
struct cancelled_one final : rt::operation {
    cancelled_one(const virtual_ring& r, int pipe, std::span<char> memory)
        : operation(rt::op_code::read, pipe), ring(r) {
        data = memory.data();
        length = static_cast<std::uint32_t>(memory.size());
    }
    ~cancelled_one() { outstanding = 0; }
    void finished(rt::waiter_queue&) noexcept override {
        ++times_finished;
        finished_early = ring.has_pending_events();
    }
    const virtual_ring& ring;
    int times_finished = 0;
    bool finished_early = false;
};

class park final : public rt::operation {
  public:
    explicit park(rt::submission<virtual_ring>& s) : operation(rt::op_code::nop, -1), submission_(s) {}
    ~park() { outstanding = 0; }
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller) {
        suspend(caller);
        submission_.start(*this);
    }
    void await_resume() const noexcept {}

  private:
    rt::submission<virtual_ring>& submission_;
};

inline rt::detached park_once(rt::submission<virtual_ring>& s, int& resumed) {
    co_await park(s);
    ++resumed;
}

inline rt::task<> one_nop(int& resumed) {
    (void)co_await rt::io_awaiter<rt::done>(rt::op_code::nop, -1);
    ++resumed;
}

inline rt::task<> many_nops(int count, int& resumed) {
    std::vector<rt::task<>> all;
    for (int i = 0; i < count; ++i) all.push_back(one_nop(resumed));
    co_await rt::when_all(std::move(all));
}

TEST_CASE("a completion finds its operation: the result is in it, and it stands in the ready queue") {
    bench<virtual_ring> b;
    char memory[8];
    const int file = b.ring.files().make_file("content");
    plain_operation read(rt::op_code::read, file, memory),
        nowhere(rt::op_code::read, rt::descriptor_table::first_number + 9);
    b.submission.start(read);
    b.submission.start(nowhere);
    CHECK(b.submit_and_collect() == 2);
    CHECK(read.result == 7);
    CHECK(nowhere.result == -EBADF);
    CHECK_FALSE(read.in_flight());
    REQUIRE_FALSE(b.ready.empty());
    CHECK(&b.ready.pop() == &read);
    CHECK(b.how_many_ready() == 1);
    CHECK(b.stats.completed == 2);
}

TEST_CASE("when nothing has completed, nothing is collected and the kernel is not entered") {
    bench<virtual_ring> b;
    CHECK(b.completion.collect(b.ready) == 0);
    CHECK(b.ring.enters() == 0);
}

TEST_CASE("nobody is resumed while completions are collected") {
    bench<virtual_ring> b;
    int resumed = 0;
    for (int i = 0; i < 3; ++i) park_once(b.submission, resumed).start();
    b.submit_and_collect();
    CHECK(resumed == 0);
    while (!b.ready.empty()) b.ready.pop().resume();
    CHECK(resumed == 3);
}

TEST_CASE("completions = submissions with room for 8 and 64 in flight: what overflowed is asked for") {
    for (const auto order :
         {rt::delivery::oldest_first, rt::delivery::newest_first, rt::delivery::shuffled}) {
        bench<virtual_ring> b(with_room_for(8, order));
        CHECK(how_many_of_64_finish(b) == 64);
    }
}

TEST_CASE("a hint that something is held back, where nothing is, is not followed for ever") {
    bench<ring_with_stale_hint> b;
    plain_operation nop(rt::op_code::nop, -1);
    b.submission.start(nop);
    CHECK(b.submit_and_collect() == 1);
    CHECK(b.ring.times_asked <= 2);  // before it collects, and once in it
}

TEST_CASE("the same 64 operations on the real kernel's ring with room for 8") {
    try {
        bench<real_ring> b(8u, 8u);
        CHECK(how_many_of_64_finish(b) == 64);
    } catch (const std::system_error& refused) {
        WARN("only on the simulated ring: " << refused.what());
    }
}

TEST_CASE("a cancelled operation finishes when both completions have come, whichever is first") {
    for (const auto order : {rt::delivery::oldest_first, rt::delivery::newest_first}) {
        bench<virtual_ring> b(with_room_for(1, order));  // so that the second one is held back
        char byte[1];
        cancelled_one op(b.ring, b.ring.files().make_pipe().first, byte);
        b.submission.start(op);
        b.submission.submit();
        b.submission.cancel(op);
        CHECK(b.submit_and_collect() == 1);
        CHECK(op.times_finished == 1);
        CHECK_FALSE(op.finished_early);
        CHECK(op.outstanding == 0);
        CHECK(b.stats.completed == 2);
    }
}

TEST_CASE("the answer to a cancel is not the operation's result") {
    for (const auto order : {rt::delivery::oldest_first, rt::delivery::newest_first}) {
        rt::simulated_options options = with_room_for(8, order);
        options.faults.too_late(1);
        bench<virtual_ring> b(options);
        char memory[8];
        plain_operation op(rt::op_code::read, b.ring.files().make_file("content"), memory);
        b.submission.start(op);
        b.submission.cancel(op);
        b.submit_and_collect();
        CHECK(op.result == 7);
    }
}

TEST_CASE("64 coroutines on a ring with room for 8: each is resumed once") {
    INFO("in a process of its own: a coroutine that is never resumed would end the tests");
    const child_ended ended = in_a_child([] {
        int resumed = 0;
        rt::run(many_nops(64, resumed),
                std::make_unique<rt::uring_driver<virtual_ring>>("simulated", with_room_for(8)));
        return resumed == 64;
    });
    CHECK(ended == child_ended::well);
}

}  // namespace completion_contract
