// submission_contract -- what rt::submission must do: the runtime's own, or the plank of exercise 09.1.
//
// The rings are types of this file: each program that includes it compiles the submission it is about.
#pragma once

#include <deque>
#include <rt/core/when_all.hpp>
#include <rt/io/io_awaiter.hpp>
#include <rt/io/liburing_ring.hpp>
#include <rt/io/run.hpp>
#include <rt/io/simulated_ring.hpp>
#include <rt/io/submission.hpp>
#include <rt/io/uring_driver.hpp>
#include <set>

#include "support/catch.hpp"
#include "support/in_a_child.hpp"
#include "support/plain_operation.hpp"

namespace submission_contract {

struct virtual_ring : rt::simulated_ring {
    using rt::simulated_ring::simulated_ring;
};
struct real_ring : rt::liburing_ring {
    using rt::liburing_ring::liburing_ring;
};

inline rt::simulated_options ring_of(unsigned entries) {
    rt::simulated_options options;
    options.entries = entries;
    return options;
}

// The user_data of all completions that have come.
template <class Ring>
std::multiset<std::uint64_t> collect(Ring& ring) {
    std::multiset<std::uint64_t> who;
    do {
        for (; const io_uring_cqe* cqe = ring.peek_cqe(); ring.seen()) who.insert(cqe->user_data);
        if (ring.has_pending_events()) ring.get_events();
    } while (ring.peek_cqe() != nullptr);
    return who;
}

// 100 operations in a ring of 4: RETURNS how many of them came back, each with its own address and once.
template <class Ring>
int how_many_of_100_come_back(Ring& ring) {
    rt::driver_stats stats;
    rt::submission<Ring> submission(ring, stats);
    std::deque<plain_operation> all(100);
    for (plain_operation& op : all) submission.start(op);
    submission.submit();
    const auto who = collect(ring);
    int once = 0;
    for (const plain_operation& op : all) once += who.count(rt::to_user_data(op)) == 1 ? 1 : 0;
    return once;
}

inline child_ended a_full_queue() {
    static const child_ended ended = in_a_child([] {
        virtual_ring ring(ring_of(4));
        return how_many_of_100_come_back(ring) == 100;
    });
    return ended;
}

// Who does not survive a full queue is told so by one test and not by all.
inline bool survives_a_full_queue() { return a_full_queue() == child_ended::well; }

inline rt::task<> do_nops(int count, int& resumed) {
    for (int i = 0; i < count; ++i) {
        (void)co_await rt::io_awaiter<rt::done>(rt::op_code::nop, -1);
        ++resumed;
    }
}

// `tasks` coroutines that await `each` operations, on a ring of `entries`.
inline rt::task<rt::driver_stats> many(int tasks, int each, int& resumed) {
    std::vector<rt::task<>> all;
    for (int i = 0; i < tasks; ++i) all.push_back(do_nops(each, resumed));
    co_await rt::when_all(std::move(all));
    co_return rt::loop::current().stats();
}

inline rt::driver_stats run_many(unsigned entries, int tasks, int each, int& resumed) {
    return rt::run(many(tasks, each, resumed),
                   std::make_unique<rt::uring_driver<virtual_ring>>("simulated", ring_of(entries)));
}

TEST_CASE("user_data leads back to the operation, also from a completion of its cancel") {
    plain_operation op;
    CHECK(&rt::to_operation(rt::to_user_data(op)) == &op);
    CHECK(&rt::to_operation(rt::to_user_data(op) | rt::cancel_bit) == &op);
}

TEST_CASE("an entry says what the operation asks for and carries its address; one completion is to come") {
    virtual_ring ring;
    rt::driver_stats stats;
    rt::submission<virtual_ring> submission(ring, stats);
    char memory[8] = {};
    plain_operation op(rt::op_code::read, ring.files().make_file("content"), memory);
    submission.start(op);
    CHECK(op.outstanding == 1);
    submission.submit();
    ring.get_events();
    const io_uring_cqe* const cqe = ring.peek_cqe();
    REQUIRE(cqe != nullptr);
    CHECK(cqe->user_data == rt::to_user_data(op));
    CHECK(cqe->res == 7);
    CHECK(std::string(memory) == "content");
}

TEST_CASE("to start an operation does not enter the kernel; one submit hands over all of them") {
    virtual_ring ring(ring_of(64));
    rt::driver_stats stats;
    rt::submission<virtual_ring> submission(ring, stats);
    std::deque<plain_operation> ten(10);
    for (plain_operation& op : ten) submission.start(op);
    CHECK(ring.enters() == 0);
    CHECK(ring.unsubmitted() == 10);
    submission.submit();
    CHECK(ring.enters() == 1);
    CHECK(ring.unsubmitted() == 0);
    CHECK(stats.submitted == 10);
    CHECK(stats.kernel_entries == 1);
}

TEST_CASE("get_sqe() may be null: 100 operations in a ring of 4 are all submitted, each once") {
    INFO("in a process of its own: a ring of 4 whose get_sqe() is null when 4 entries wait to be submitted");
    INFO("a crash: was the null used as an entry? A wrong result: not 100 completions, or for another operation");
    CHECK(in_words(a_full_queue()) == "well");
}

TEST_CASE("a full queue is submitted whole: 100 operations in a ring of 4 take 25 entries into the kernel") {
    if (!survives_a_full_queue()) return;
    virtual_ring ring(ring_of(4));
    rt::driver_stats stats;
    rt::submission<virtual_ring> submission(ring, stats);
    std::deque<plain_operation> all(100);
    for (plain_operation& op : all) submission.start(op);
    submission.submit();
    CHECK(ring.enters() == 25);
}

TEST_CASE("the same 100 operations in a ring of 4 of the real kernel") {
    if (!survives_a_full_queue()) return;
    try {
        real_ring ring(4, 256);
        CHECK(how_many_of_100_come_back(ring) == 100);
    } catch (const std::system_error& refused) {
        WARN("only on the simulated ring: " << refused.what());
    }
}

TEST_CASE("a kernel that must post completions before it takes more is asked again, and nothing is lost") {
    if (!survives_a_full_queue()) return;
    for (const int error : {EBUSY, EAGAIN, EINTR}) {
        const child_ended ended = in_a_child([error] {
            rt::simulated_options options = ring_of(4);
            options.faults.fail_enter(1, error).fail_enter(2, error).fail_enter(4, error);
            virtual_ring ring(options);
            return how_many_of_100_come_back(ring) == 100;
        });
        INFO("a crash: was the queue still full after submit(), and the null used as an entry?");
        CHECK(in_words(ended) == "well");
    }
}

TEST_CASE("a cancel has an entry of its own and is waited for too; asking twice is asking once") {
    virtual_ring ring;
    rt::driver_stats stats;
    rt::submission<virtual_ring> submission(ring, stats);
    char byte[1];
    plain_operation op(rt::op_code::read, ring.files().make_pipe().first, byte);
    submission.start(op);
    submission.cancel(op);
    submission.cancel(op);
    CHECK(op.outstanding == 2);
    CHECK(stats.submitted == 2);
    submission.submit();
    const auto who = collect(ring);
    CHECK(who == std::multiset<std::uint64_t>{rt::to_user_data(op), rt::to_user_data(op) | rt::cancel_bit});
}

TEST_CASE("100 coroutines on a ring of 4: each is resumed once") {
    if (!survives_a_full_queue()) return;
    int resumed = 0;
    run_many(4, 100, 1, resumed);
    CHECK(resumed == 100);
}

TEST_CASE("a turn of the loop enters the kernel once, however many coroutines wait") {
    int resumed = 0;
    const rt::driver_stats stats = run_many(64, 8, 100, resumed);
    CHECK(resumed == 800);
    CHECK(stats.kernel_entries == 100);
}

}  // namespace submission_contract
