#include <rt/sync/bounded_buffer.hpp>

#include "support/catch.hpp"
#include "support/counted.hpp"

TEST_CASE("first in, first out, round the end and round again") {
    rt::bounded_buffer<int> b(3);
    int in = 0;
    int out = 0;
    for (int round = 0; round < 10; ++round) {
        while (!b.full()) b.push(in++);
        CHECK(b.pop() == out++);
        CHECK(b.pop() == out++);
    }
    CHECK(b.size() == 1);
}

TEST_CASE("a buffer without room is empty and full") {
    const rt::bounded_buffer<int> b(0);
    CHECK(b.empty());
    CHECK(b.full());
}

TEST_CASE("what is in the buffer is destroyed once: when it is taken, or with the buffer") {
    ledger book;
    {
        rt::bounded_buffer<counted> b(2);
        b.push(counted(book, 1));
        b.push(counted(book, 2));
        CHECK(b.pop().value == 1);
        CHECK(book.alive == 1);
    }
    CHECK(book.alive == 0);
    CHECK(book.copies == 0);
}
