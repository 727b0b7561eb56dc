#include <fcntl.h>
#include <sys/eventfd.h>

#include <rt/io/fd.hpp>

#include "support/catch.hpp"

namespace {

int open_one() { return ::eventfd(0, EFD_CLOEXEC); }
bool is_open(int number) { return ::fcntl(number, F_GETFD) >= 0; }

}  // namespace

TEST_CASE("an fd closes its descriptor at its end") {
    const int number = open_one();
    { const rt::fd owner(number); }
    CHECK_FALSE(is_open(number));
}

TEST_CASE("a moved-from fd owns nothing, and what was assigned over is closed") {
    const int first = open_one(), second = open_one();
    rt::fd a(first), b(second);
    a = std::move(b);
    CHECK(a.get() == second);
    CHECK_FALSE(is_open(first));
    CHECK(is_open(second));
    rt::fd c(std::move(a));
    CHECK(c.get() == second);
    CHECK(is_open(second));
}

TEST_CASE("release gives the descriptor away") {
    const int number = open_one();
    { CHECK(rt::fd(number).release() == number); }
    CHECK(is_open(number));
    const rt::fd owner(number);
    CHECK(owner);
    CHECK_FALSE(rt::fd());
}
