#include <rt/core/waiter_queue.hpp>

#include "support/catch.hpp"

TEST_CASE("waiters leave in the order in which they came") {
    rt::waiter a, b, c;
    rt::waiter_queue queue;
    CHECK(queue.empty());
    queue.push(a);
    queue.push(b);
    CHECK(&queue.pop() == &a);
    queue.push(c);
    CHECK(&queue.pop() == &b);
    CHECK(&queue.pop() == &c);
    CHECK(queue.empty());
}

TEST_CASE("a queue that ran empty takes waiters again") {
    rt::waiter a, b;
    rt::waiter_queue queue;
    queue.push(a);
    CHECK(&queue.pop() == &a);
    queue.push(b);
    queue.push(a);
    CHECK(&queue.pop() == &b);
    CHECK(&queue.pop() == &a);
    CHECK(queue.empty());
}

TEST_CASE("what is spliced in stands behind what was there, and leaves the other queue empty and usable") {
    rt::waiter a, b, c, d;
    rt::waiter_queue queue, other;
    queue.push(a);
    other.push(b);
    other.push(c);
    queue.splice(other);
    CHECK(other.empty());
    other.push(d);
    CHECK(&queue.pop() == &a);
    CHECK(&queue.pop() == &b);
    CHECK(&queue.pop() == &c);
    CHECK(queue.empty());
    CHECK(&other.pop() == &d);
}

TEST_CASE("splicing works from and into empty queues") {
    rt::waiter a;
    rt::waiter_queue queue, other;
    queue.splice(other);
    CHECK(queue.empty());
    other.push(a);
    queue.splice(other);
    CHECK(&queue.pop() == &a);
    CHECK(queue.empty());
}
