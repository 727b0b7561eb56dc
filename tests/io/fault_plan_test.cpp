// What goes wrong in the simulated kernel, and when: each kind of fault, and the same ones again from the
// same seed.
#include <rt/io/simulated_ring.hpp>
#include <span>

#include "support/catch.hpp"

namespace {

using namespace std::chrono_literals;
using rt::delivery;
using rt::simulated_options;
using rt::simulated_ring;

struct seen {
    std::uint64_t who;
    int res;
    bool operator==(const seen&) const = default;
};

std::vector<seen> collect(simulated_ring& ring) {
    std::vector<seen> all;
    while (const io_uring_cqe* cqe = ring.peek_cqe()) {
        all.push_back({cqe->user_data, cqe->res});
        ring.seen();
    }
    return all;
}

void nop(simulated_ring& ring, std::uint64_t who) {
    io_uring_sqe* const sqe = ring.get_sqe();
    io_uring_prep_nop(sqe);
    sqe->user_data = who;
}

void read(simulated_ring& ring, std::uint64_t who, int fd, std::span<char> into) {
    io_uring_sqe* const sqe = ring.get_sqe();
    io_uring_prep_read(sqe, fd, into.data(), static_cast<unsigned>(into.size()), static_cast<__u64>(-1));
    sqe->user_data = who;
}

}  // namespace

TEST_CASE("the plan of faults decides which operation fails or is short, and which entry is refused") {
    simulated_options options;
    options.faults.fail(IORING_OP_READ, 2, EINTR).shorten(IORING_OP_READ, 3, 1).fail_enter(2, EAGAIN);
    simulated_ring ring(options);
    const int file = ring.files().make_file("0123456789");
    char buffer[4];
    for (std::uint64_t i = 1; i <= 3; ++i) read(ring, i, file, buffer);
    ring.submit_and_wait();
    CHECK(collect(ring) == std::vector<seen>{{1, 4}, {2, -EINTR}, {3, 1}});
    nop(ring, 4);
    CHECK(ring.submit_and_wait() == -EAGAIN);
    CHECK(ring.unsubmitted() == 1);  // not lost: the next entry takes it
    CHECK(ring.submit_and_wait() == 1);
    CHECK(collect(ring) == std::vector<seen>{{4, 0}});
}

TEST_CASE("a completion may come late, and nothing is lost by it") {
    simulated_options options;
    options.lateness = 1;
    simulated_ring ring(options);
    nop(ring, 1);
    ring.submit();
    ring.get_events();
    CHECK(ring.peek_cqe() == nullptr);
    CHECK(ring.can_complete());
    ring.submit_and_wait();  // who waits sees it arrive
    CHECK(collect(ring) == std::vector<seen>{{1, 0}});
}

TEST_CASE("strike() hits one operation of all, with each of the faults that it can have") {
    std::vector<int> answers;
    for (unsigned which = 0; which < rt::faults_of(IORING_OP_READ).size(); ++which) {
        rt::fault_log log;
        simulated_options options;
        options.faults.strike(3, which).write_to(log);  // the entry, the nop, the read
        simulated_ring ring(options);
        nop(ring, 1);
        char buffer[4];
        read(ring, 2, ring.files().make_file("0123"), buffer);
        ring.submit_and_wait();
        answers.push_back(collect(ring).at(1).res);
        CHECK(log.operations == 3);
        CHECK(log.faults.size() == 1);
    }
    CHECK(answers == std::vector<int>{1, -EINTR, -EAGAIN, -EIO});
}

TEST_CASE("faults at random are the same ones again from the same seed, and say what they were") {
    const auto play = [](std::uint64_t seed) {
        rt::fault_log log;
        simulated_options options = rt::bad_weather(seed, 0.5);
        options.faults.write_to(log);
        {
            simulated_ring ring(options);
            const int file = ring.files().make_file("0123456789");
            char buffer[10];
            for (std::uint64_t i = 1; i <= 20; ++i) {
                while (ring.unsubmitted() > 0) ring.submit();  // what a refused entry has left
                read(ring, i, file, buffer);
                ring.submit_and_wait();
                collect(ring);
            }
        }
        return log.in_words();
    };
    CHECK(play(1) == play(1));
    CHECK(play(1) != play(2));
    CHECK(play(1).find("Interrupted") != std::string::npos);
}
