#include <memory>
#include <rt/core/result.hpp>
#include <stdexcept>
#include <string>

#include "support/catch.hpp"
#include "support/counted.hpp"

TEST_CASE("a result is empty until it is set") {
    rt::result<int> r;
    CHECK(r.is_empty());
    CHECK_FALSE(r.has_value());
    r.set_value(5);
    CHECK_FALSE(r.is_empty());
    CHECK(r.has_value());
    CHECK(r.take() == 5);
}

TEST_CASE("a result is built in place and moved out once") {
    ledger book;
    {
        rt::result<counted> r;
        r.set_value(book, 3);
        CHECK(book.moves == 0);
        CHECK(r.take().value == 3);
        CHECK(book.moves == 1);
    }
    CHECK(book.copies == 0);
    CHECK(book.alive == 0);
}

TEST_CASE("a result destroys the value that nobody took") {
    ledger book;
    {
        rt::result<counted> r;
        r.set_value(book);
        CHECK(book.alive == 1);
    }
    CHECK(book.alive == 0);
}

TEST_CASE("a result<T&> keeps the address and nothing else") {
    int object = 1;
    rt::result<int&> r;
    r.set_value(object);
    CHECK(&r.take() == &object);
}

TEST_CASE("a result<T&> of a base refers to the derived object") {
    struct base {
        int value = 0;
    };
    struct derived : base {};
    derived object;
    rt::result<base&> r;
    r.set_value(object);
    CHECK(&r.take() == &object);
}

TEST_CASE("a result<void> says only that the work is done") {
    rt::result<void> r;
    CHECK(r.is_empty());
    r.set_value();
    CHECK(r.has_value());
    r.take();
}

TEST_CASE("a result rethrows the exception it was given") {
    rt::result<std::string> r;
    r.set_exception(std::make_exception_ptr(std::runtime_error("no")));
    CHECK_FALSE(r.is_empty());
    CHECK_FALSE(r.has_value());
    CHECK_THROWS_WITH(r.take(), "no");
}

TEST_CASE("a result stays empty when its value throws while it is built") {
    struct fragile {
        explicit fragile(int) { throw std::runtime_error("broke"); }
    };
    rt::result<fragile> r;
    CHECK_THROWS_WITH(r.set_value(1), "broke");
    CHECK(r.is_empty());
    r.set_exception(std::make_exception_ptr(std::runtime_error("so this is what it holds")));
    CHECK_THROWS_WITH(r.take(), "so this is what it holds");
}
