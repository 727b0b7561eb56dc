// rt::generator keeps the contract of every generator, and adds: references, copies of what has a name,
// ranges.
#include <ranges>
#include <rt/core/generator.hpp>

template <class T>
using generator_under_test = rt::generator<T>;
#include "contract/generator_contract.hpp"

namespace {

rt::generator<std::string> same_word(int times, std::string& word) {
    for (int i = 0; i < times; ++i) co_yield word;
}

rt::generator<counted> make_and_yield(ledger& book) {
    co_yield counted(book, 1);
    counted kept(book, 2);
    co_yield std::move(kept);
}

rt::generator<int&> each(std::vector<int>& numbers) {
    for (int& n : numbers) co_yield n;
}

rt::generator<const std::string&> words() {
    const std::string one = "one";
    co_yield one;
    co_yield "two";  // a temporary lives until the body goes on
}

rt::generator<int> below(int limit) {
    for (int i = 0; i < limit; ++i) co_yield i;
}

rt::generator<std::string> guarded(std::vector<std::string>& seen) {
    const std::string named = "open";
    try {
        co_yield named;
    } catch (const std::exception& why) {
        seen.push_back(why.what());
        if (seen.back() == "swallow") co_return;
        if (seen.back() != "go on") throw;
    }
    co_yield "again";
}

// What a guarded body does with an exception of this text.
std::string outcome_of(const char* text) {
    std::vector<std::string> seen;
    rt::generator<std::string> body = guarded(seen);
    CHECK(*body.begin() == "open");
    try {
        const bool again = body.throw_in(std::make_exception_ptr(std::runtime_error(text)));
        CHECK(seen == std::vector<std::string>{text});
        return again ? "yielded again" : "ended";
    } catch (const std::runtime_error& left) {
        return left.what();
    }
}

}  // namespace

TEST_CASE("an exception that is thrown in comes out of the co_yield") {
    CHECK(outcome_of("go on") == "yielded again");
    CHECK(outcome_of("swallow") == "ended");
    CHECK(outcome_of("let through") == "let through");
}

TEST_CASE("what is yielded by name is copied: the reader cannot move it out of the body") {
    std::string word = "a word that is too long to stand in the string itself";
    const std::string before = word;
    std::vector<std::string> mine;
    for (auto&& w : same_word(2, word)) mine.push_back(std::move(w));
    CHECK(mine == std::vector<std::string>{before, before});
    CHECK(word == before);
}

TEST_CASE("what is yielded as a temporary is neither copied nor moved on its way") {
    ledger book;
    for (counted&& element : make_and_yield(book)) CHECK(element.value >= 1);
    CHECK(book.copies == 0);
    CHECK(book.moves == 0);
    CHECK(book.alive == 0);
}

TEST_CASE("a generator<T&> gives the body's own objects") {
    std::vector<int> numbers{1, 2, 3};
    for (int& n : each(numbers)) n *= 10;
    CHECK(numbers == std::vector<int>{10, 20, 30});
}

TEST_CASE("a generator of constant references yields objects and temporaries alike") {
    std::string all;
    for (const std::string& w : words()) all += w + " ";
    CHECK(all == "one two ");
}

TEST_CASE("a generator is an input range: the standard's views read it") {
    STATIC_REQUIRE(std::ranges::input_range<rt::generator<int>>);
    int sum = 0;
    for (const int n :
         below(100) | std::views::filter([](int i) { return i % 2 == 1; }) | std::views::take(3))
        sum += n;
    CHECK(sum == 1 + 3 + 5);
}

TEST_CASE("a generator that was assigned to drops the frame it had") {
    ledger had, got;
    {
        rt::generator<int> numbers = generator_contract::without_end(counted(had));
        numbers = generator_contract::without_end(counted(got, 4));
        CHECK(had.alive == 0);
        CHECK(*numbers.begin() == 4);
    }
    CHECK(got.alive == 0);
}

TEST_CASE("after its exception a generator has ended") {
    ledger book;
    rt::generator<int> numbers = generator_contract::fail_after(1, book);
    auto at = numbers.begin();
    CHECK_THROWS(++at);
    CHECK((at == numbers.end()));
    CHECK(book.alive == 0);
}
