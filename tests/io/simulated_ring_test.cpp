// The simulated kernel on its own: every promise of simulated_ring.hpp, without a driver or a loop.
#include <sys/eventfd.h>
#include <unistd.h>

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

void write(simulated_ring& ring, std::uint64_t who, int fd, std::string_view text) {
    io_uring_sqe* const sqe = ring.get_sqe();
    io_uring_prep_write(sqe, fd, text.data(), static_cast<unsigned>(text.size()), static_cast<__u64>(-1));
    sqe->user_data = who;
}

void cancel(simulated_ring& ring, std::uint64_t who, std::uint64_t target, int flags = 0) {
    io_uring_sqe* const sqe = ring.get_sqe();
    io_uring_prep_cancel64(sqe, target, flags);
    sqe->user_data = who;
}

std::vector<std::uint64_t> order_of_nops(delivery order, std::uint64_t seed = 0) {
    simulated_options options;
    options.order = order;
    options.seed = seed;
    simulated_ring ring(options);
    for (std::uint64_t i = 1; i <= 8; ++i) nop(ring, i);
    ring.submit_and_wait();
    std::vector<std::uint64_t> who;
    for (const seen& each : collect(ring)) who.push_back(each.who);
    return who;
}

using order = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("completions come oldest first, newest first, or as the seed wants") {
    CHECK(order_of_nops(delivery::oldest_first) == order{1, 2, 3, 4, 5, 6, 7, 8});
    CHECK(order_of_nops(delivery::newest_first) == order{8, 7, 6, 5, 4, 3, 2, 1});
    CHECK(order_of_nops(delivery::shuffled, 7) == order_of_nops(delivery::shuffled, 7));
    CHECK(order_of_nops(delivery::shuffled, 7) != order_of_nops(delivery::shuffled, 8));
}

TEST_CASE("get_sqe is null when the submission queue is full, until it is submitted") {
    simulated_options options;
    options.entries = 4;
    simulated_ring ring(options);
    for (std::uint64_t i = 0; i < 4; ++i) nop(ring, i);
    CHECK(ring.get_sqe() == nullptr);
    CHECK(ring.unsubmitted() == 4);
    CHECK(ring.submit() == 4);
    CHECK(ring.get_sqe() != nullptr);
}

TEST_CASE("what does not fit into the completion queue is held back until the next entry, in order") {
    simulated_options options;
    options.completions = 3;
    simulated_ring ring(options);
    for (std::uint64_t i = 0; i < 8; ++i) nop(ring, i);
    ring.submit_and_wait();
    CHECK(collect(ring) == std::vector<seen>{{0, 0}, {1, 0}, {2, 0}});
    CHECK(ring.peek_cqe() == nullptr);
    CHECK(ring.has_pending_events());
    ring.get_events();
    CHECK(collect(ring) == std::vector<seen>{{3, 0}, {4, 0}, {5, 0}});
    ring.get_events();
    CHECK(collect(ring) == std::vector<seen>{{6, 0}, {7, 0}});
    CHECK_FALSE(ring.has_pending_events());
}

TEST_CASE("a submission completes only when the kernel is entered to collect") {
    simulated_ring ring;
    nop(ring, 1);
    CHECK(ring.submit() == 1);
    CHECK(ring.peek_cqe() == nullptr);
    CHECK(ring.has_pending_events());
    ring.get_events();
    CHECK(collect(ring) == std::vector<seen>{{1, 0}});
    CHECK(ring.enters() == 2);
}

TEST_CASE("get_events submits nothing, as the kernel's does not") {
    simulated_ring ring;
    nop(ring, 1);
    CHECK(ring.get_events() == 0);
    CHECK(ring.unsubmitted() == 1);
    CHECK(ring.peek_cqe() == nullptr);
}

TEST_CASE("the clock jumps to the limit of a wait when nothing can complete, and not otherwise") {
    simulated_ring ring;
    const rt::time_point begin = ring.now();
    nop(ring, 1);
    ring.submit_and_wait(1h);
    CHECK(ring.now() == begin);
    collect(ring);
    CHECK(ring.submit_and_wait(1h) == -ETIME);
    CHECK(ring.now() == begin + 1h);
}

TEST_CASE("a wait without limit that nothing can end is refused: it would hang") {
    simulated_ring ring;
    CHECK(ring.submit_and_wait() == -EDEADLK);
    char buffer[8];
    read(ring, 1, ring.files().make_pipe().first, buffer);
    CHECK(ring.submit_and_wait() == 1);  // once it comes back for the submission's sake
    CHECK_FALSE(ring.can_complete());
    CHECK(ring.submit_and_wait() == -EDEADLK);
}

TEST_CASE("a read of an empty pipe waits for the write, which may be submitted later") {
    simulated_ring ring;
    const auto [reader, writer] = ring.files().make_pipe();
    char buffer[8] = {};
    read(ring, 1, reader, buffer);
    ring.submit_and_wait();
    CHECK(ring.peek_cqe() == nullptr);
    write(ring, 2, writer, "hello");
    ring.submit_and_wait();
    CHECK(collect(ring) == std::vector<seen>{{2, 5}, {1, 5}});
    CHECK(std::string_view(buffer, 5) == "hello");
}

TEST_CASE("a write waits for room in the pipe, and may be short") {
    simulated_ring ring;
    const auto [reader, writer] = ring.files().make_pipe(4);
    write(ring, 1, writer, "abcdef");
    write(ring, 2, writer, "gh");
    ring.submit_and_wait();
    CHECK(collect(ring) == std::vector<seen>{{1, 4}});
    char buffer[8];
    read(ring, 3, reader, buffer);
    ring.submit_and_wait();
    CHECK(collect(ring) == std::vector<seen>{{3, 4}, {2, 2}});
}

TEST_CASE("a closed end: 0 for who reads, EPIPE for who writes, EBADF for who kept the number") {
    simulated_ring ring;
    char buffer[8];
    const auto [a, b] = ring.kernel().network.make_pair();
    read(ring, 1, a, buffer);
    ring.submit_and_wait();
    ring.kernel().descriptors.close(b);
    write(ring, 2, a, "x");
    read(ring, 3, b, buffer);
    ring.submit_and_wait();
    CHECK(collect(ring) == std::vector<seen>{{1, 0}, {2, -EPIPE}, {3, -EBADF}});
}

TEST_CASE("a file is read and written at an offset, or at its own position") {
    simulated_ring ring;
    const int file = ring.files().make_file("0123456789");
    char one[4], two[4];
    read(ring, 1, file, one);
    read(ring, 2, file, two);
    ring.submit_and_wait();
    CHECK(collect(ring) == std::vector<seen>{{1, 4}, {2, 4}});
    CHECK(std::string_view(one, 4) == "0123");
    CHECK(std::string_view(two, 4) == "4567");
    io_uring_sqe* const sqe = ring.get_sqe();
    io_uring_prep_write(sqe, file, "xyz", 3, 9);
    ring.submit_and_wait();
    collect(ring);
    CHECK(ring.files().bytes_of(file) == "012345678xyz");
}

TEST_CASE("a cancel ends a parked operation, and both complete; the order of the two is the kernel's") {
    for (const delivery order : {delivery::oldest_first, delivery::newest_first}) {
        simulated_options options;
        options.order = order;
        simulated_ring ring(options);
        char buffer[8];
        read(ring, 1, ring.files().make_pipe().first, buffer);
        ring.submit_and_wait();
        cancel(ring, 2, 1);
        ring.submit_and_wait();
        const std::vector<seen> target_first{{1, -ECANCELED}, {2, 0}}, answer_first{{2, 0}, {1, -ECANCELED}};
        CHECK(collect(ring) == (order == delivery::oldest_first ? target_first : answer_first));
    }
}

TEST_CASE("a cancel that finds nothing answers ENOENT") {
    simulated_ring ring;
    cancel(ring, 2, 1);
    ring.submit_and_wait();
    CHECK(collect(ring) == std::vector<seen>{{2, -ENOENT}});
}

TEST_CASE("a cancel that comes too late answers EALREADY, and its target completes with its data") {
    simulated_options options;
    options.order = delivery::newest_first;  // the cancel is looked at before the read that it is meant for
    options.faults.too_late(1);
    simulated_ring ring(options);
    char buffer[8];
    read(ring, 1, ring.files().make_file("data"), buffer);
    cancel(ring, 2, 1);
    ring.submit_and_wait();
    CHECK(collect(ring) == std::vector<seen>{{2, -EALREADY}, {1, 4}});
}

TEST_CASE("a cancel of everything answers how many it has ended, and leaves other cancels alone") {
    simulated_ring ring;
    char buffer[8];
    for (std::uint64_t i = 1; i <= 3; ++i) read(ring, i, ring.files().make_pipe().first, buffer);
    ring.submit_and_wait();
    cancel(ring, 9, 0, IORING_ASYNC_CANCEL_ANY | IORING_ASYNC_CANCEL_ALL);
    ring.submit_and_wait();
    CHECK(collect(ring) == std::vector<seen>{{1, -ECANCELED}, {2, -ECANCELED}, {3, -ECANCELED}, {9, 3}});
    CHECK(ring.in_flight() == 0);
}

TEST_CASE("the entry of a submission is not ours any more once it is submitted") {
    simulated_ring ring;
    io_uring_sqe* const sqe = ring.get_sqe();
    io_uring_prep_nop(sqe);
    ring.submit();
    CHECK(sqe->opcode == 0xAA);
}

TEST_CASE("a read of a real descriptor waits for the real kernel") {
    simulated_ring ring;
    const int event = ::eventfd(1, EFD_CLOEXEC);
    char buffer[8];
    read(ring, 1, event, buffer);
    ring.submit_and_wait();
    CHECK(ring.peek_cqe() == nullptr);
    CHECK(ring.submit_and_wait() == 0);
    CHECK(collect(ring) == std::vector<seen>{{1, 8}});
    ::close(event);
}

TEST_CASE("what the kernel does not know it refuses") {
    simulated_ring ring;
    io_uring_prep_fallocate(ring.get_sqe(), 0, 0, 0, 0);
    io_uring_prep_recv(ring.get_sqe(), 0, nullptr, 0, 0);
    ring.submit_and_wait();
    CHECK(collect(ring) == std::vector<seen>{{0, -EINVAL}, {0, -EBADF}});
}
