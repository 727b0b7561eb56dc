// Your chore: one that is made and forgotten says where it was made; one that is awaited says nothing.
#include <exception>
#include <never_awaited.hpp>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/drive.hpp"

using ex05_3::chore;
using ex05_3::site;

namespace {

// Listens to what is complained about, and starts the account anew.
class listener {
  public:
    listener() {
        ex05_3::complaints = &heard_;
        ex05_3::strict = false;
        ex05_3::never_awaited = 0;
    }
    listener(const listener&) = delete;
    ~listener() { ex05_3::complaints = &std::cerr; }

    std::string heard() const { return heard_.str(); }

  private:
    std::ostringstream heard_;
};

chore note(int& object, site = site::here()) {
    object = 1;
    co_return;
}

chore note_number(int& object, int number, const std::string& text, site = site::here()) {
    object = number + static_cast<int>(text.size());
    co_return;
}

chore hold(counted, site = site::here()) { co_return; }

chore fail(site = site::here()) {
    throw std::runtime_error("the pan is hot");
    co_return;
}

chore note_twice(int& object, site = site::here()) {
    co_await note(object);
    co_await note(object);
}

chore without_a_site() { co_return; }

// How the complaint begins, as far as `wanted` is long.
std::string beginning(const listener& ears, const std::string& wanted) {
    return ears.heard().substr(0, wanted.size());
}

std::string at(int line) { return std::string(__FILE__) + ":" + std::to_string(line) + ":"; }

}  // namespace

TEST_CASE("a chore that is never awaited is reported, with the line of the call that made it") {
    const listener ears;
    int object = 0;
    const int line = __LINE__ + 1;
    { const chore forgotten = note(object); }
    INFO("it said: " << ears.heard());
    CHECK(beginning(ears, at(line)) == at(line));
    CHECK(ex05_3::never_awaited == 1);
    CHECK(object == 0);
}

TEST_CASE("the site is found behind other arguments") {
    const listener ears;
    int object = 0;
    const int line = __LINE__ + 1;
    { const chore forgotten = note_number(object, 1, "text"); }
    INFO("it said: " << ears.heard());
    CHECK(beginning(ears, at(line)) == at(line));
}

TEST_CASE("a chore that is awaited says nothing, nor do those that it awaits") {
    const listener ears;
    int object = 0;
    run_now(note_twice(object));
    CHECK(object == 1);
    CHECK(ears.heard().empty());
    CHECK(ex05_3::never_awaited == 0);
}

TEST_CASE("a chore that fails was awaited all the same") {
    const listener ears;
    CHECK_THROWS_WITH(run_now(fail()), "the pan is hot");
    CHECK(ears.heard().empty());
}

TEST_CASE("a chore that was moved from is not reported, the one that has its frame is, once") {
    const listener ears;
    int object = 0;
    {
        chore first = note(object);
        const chore second = std::move(first);
    }
    CHECK(ex05_3::never_awaited == 1);
}

TEST_CASE("a chore without a site is reported too") {
    const listener ears;
    { const chore forgotten = without_a_site(); }
    CHECK(ex05_3::never_awaited == 1);
    CHECK_FALSE(ears.heard().empty());
}

TEST_CASE("in strict mode a forgotten chore makes the exit code 1") {
    const listener ears;
    int object = 0;
    { const chore forgotten = note(object); }
    CHECK(ex05_3::exit_code() == 0);
    ex05_3::strict = true;
    CHECK(ex05_3::exit_code() == 1);
}

TEST_CASE("in strict mode a program that awaits all its chores ends with 0") {
    const listener ears;
    ex05_3::strict = true;
    int object = 0;
    run_now(note(object));
    CHECK(ex05_3::exit_code() == 0);
}

TEST_CASE("a forgotten chore still destroys its arguments") {
    const listener ears;
    ledger book;
    { const chore forgotten = hold(counted(book)); }
    CHECK(book.alive == 0);
}
