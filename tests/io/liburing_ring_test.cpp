#include <sys/resource.h>

#include <rt/io/liburing_ring.hpp>
#include <system_error>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

void nop(rt::liburing_ring& ring, std::uint64_t who) {
    io_uring_sqe* const sqe = ring.get_sqe();
    io_uring_prep_nop(sqe);
    sqe->user_data = who;
}

}  // namespace

TEST_CASE("a NOP goes down and comes back with its user_data") {
    if (world::is_refused()) return;
    rt::liburing_ring ring(4, 8);
    nop(ring, 42);
    CHECK(ring.unsubmitted() == 1);
    CHECK(ring.submit_and_wait() == 1);
    CHECK(ring.unsubmitted() == 0);
    const io_uring_cqe* const cqe = ring.peek_cqe();
    REQUIRE(cqe != nullptr);
    CHECK(cqe->user_data == 42);
    CHECK(ring.peek_cqe() == cqe);  // until it is seen
    ring.seen();
    CHECK(ring.peek_cqe() == nullptr);
}

TEST_CASE("a full submission queue of the kernel's answers null, and takes more once submitted") {
    if (world::is_refused()) return;
    rt::liburing_ring ring(4, 16);
    for (std::uint64_t i = 0; i < 4; ++i) nop(ring, i);
    CHECK(ring.get_sqe() == nullptr);
    CHECK(ring.submit() == 4);
    CHECK(ring.get_sqe() != nullptr);
}

TEST_CASE("the kernel holds back what overflows its completion queue, and says so") {
    if (world::is_refused()) return;
    rt::liburing_ring ring(16, 16);
    int collected = 0;
    for (int round = 0; round < 2; ++round) {
        for (std::uint64_t i = 0; i < 16; ++i) nop(ring, i);
        ring.submit();
    }
    for (; ring.peek_cqe() != nullptr; ++collected) ring.seen();
    CHECK(collected == 16);
    CHECK(ring.has_pending_events());
    ring.get_events();
    for (; ring.peek_cqe() != nullptr; ++collected) ring.seen();
    CHECK(collected == 32);
}

TEST_CASE("a wait with a limit ends with ETIME when nothing comes") {
    if (world::is_refused()) return;
    rt::liburing_ring ring(4, 8);
    const rt::time_point begin = ring.now();
    CHECK(ring.submit_and_wait(1ms) == -ETIME);
    CHECK(ring.now() >= begin + 1ms);
}
