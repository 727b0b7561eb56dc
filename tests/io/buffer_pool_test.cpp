#include <rt/io/buffer_pool.hpp>
#include <rt/io/received.hpp>
#include <set>

#include "support/catch.hpp"

namespace {

struct counting_waiter : rt::buffer_waiter {
    int times = 0;
    void buffer_is_back() override { ++times; }
};

}  // namespace

TEST_CASE("a buffer that was given back is the next one to be taken") {
    rt::buffer_pool pool({.count = 4, .size = 64});
    const auto first = pool.take();
    pool.give_back(first);
    CHECK(pool.take() == first);
    pool.give_back(first);
}

TEST_CASE("what a task takes for itself is never used up, and no two have the same memory") {
    rt::buffer_pool pool({.count = 4, .size = 64});
    std::set<std::byte*> memory;
    std::vector<std::uint32_t> taken;
    for (int i = 0; i < 1000; ++i) {
        taken.push_back(pool.take());
        std::byte* const data = pool.data(taken.back());
        data[0] = data[63] = std::byte{7};
        memory.insert(data);
    }
    CHECK(memory.size() == 1000);
    for (const auto id : taken) pool.give_back(id);
}

TEST_CASE("a message knows its bytes, and gives the buffer back when it ends") {
    rt::buffer_pool pool({.count = 4, .size = 64});
    const auto id = pool.take();
    pool.length(id) = 5;
    std::copy_n("hello", 5, reinterpret_cast<char*>(pool.data(id)));
    {
        const rt::received message(pool, id);
        CHECK(message.text() == "hello");
        CHECK(message.size() == 5);
    }
    CHECK(pool.take() == id);
    pool.give_back(id);
}

TEST_CASE("a message that was moved from, or given back, is empty") {
    rt::buffer_pool pool({.count = 4, .size = 64});
    const auto id = pool.take();
    pool.length(id) = 1;
    rt::received message(pool, id);
    rt::received other(std::move(message));
    CHECK(other.size() == 1);
    other.give_back();
    CHECK(other.empty());
    CHECK(other.bytes().empty());
}

TEST_CASE("a buffer that comes back to the kernel wakes one who waits; before a sleep nobody waits in vain") {
    rt::buffer_pool pool({.count = 2, .size = 64});
    pool.share();
    CHECK(pool.has_shared_left());
    pool.taken_by_kernel(0);
    pool.taken_by_kernel(1);
    CHECK_FALSE(pool.has_shared_left());
    counting_waiter first, second, third;
    for (auto* each : {&first, &second, &third}) pool.wait_for_return(*each);
    pool.stop_waiting(second);
    pool.before_sleep();
    CHECK(first.times == 0);
    pool.give_back(0);
    CHECK(first.times == 1);
    CHECK(third.times == 0);
    pool.before_sleep();
    CHECK(third.times == 1);
    CHECK(second.times == 0);
}

TEST_CASE("a shared pool has other buffers for who wants to take one, and keeps the two apart") {
    rt::buffer_pool pool({.count = 2, .size = 64});
    pool.share();
    const auto own = pool.take();
    CHECK(own >= 2);
    pool.give_back(own);
    CHECK(pool.take() == own);
    pool.give_back(own);
}

TEST_CASE("buffers that the kernel does not want can be taken") {
    rt::buffer_pool pool({.count = 2, .size = 64});
    pool.share();
    pool.unshare();
    CHECK_FALSE(pool.has_shared_left());
    const auto first = pool.take(), second = pool.take();
    CHECK(std::set<std::uint32_t>{first, second} == std::set<std::uint32_t>{0, 1});
    pool.give_back(first);
    pool.give_back(second);
}
