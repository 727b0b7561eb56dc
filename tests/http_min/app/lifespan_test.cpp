// lifespan: what an app does before its first request and after its last.
#include <http_min/testing/test_client.hpp>
#include <rt/io/run.hpp>
#include <stdexcept>

#include "support/catch.hpp"

using namespace http_min;

namespace {

struct database {
    std::string name;
};

rt::task<> start_and_stop(const app& api) {
    co_await api.start();
    co_await api.stop();
}

// A body whose life is written down.
auto noting(std::string& notes, std::string name) {
    return [&notes, name]() -> rt::async_generator<int> {
        notes += name + "(";
        co_yield 1;
        notes += ")" + name;
    };
}

}  // namespace

TEST_CASE("startup hooks run in order, then shutdown hooks in order") {
    app api;
    std::string notes;
    api.on_startup([&notes]() -> rt::task<> {
        notes += "1";
        co_return;
    });
    api.on_startup([&notes] { notes += "2"; });
    api.on_shutdown([&notes] { notes += "3"; });
    api.on_shutdown([&notes]() -> rt::task<> {
        notes += "4";
        co_return;
    });
    rt::run(start_and_stop(api));
    CHECK(notes == "1234");
}

TEST_CASE("a lifespan runs to its co_yield at the start, and on from there at the end, the last one first") {
    app api;
    std::string notes;
    api.lifespan(noting(notes, "a"));
    api.lifespan(noting(notes, "b"));
    api.on_shutdown([&notes] { notes += "hook"; });
    rt::run(start_and_stop(api));
    CHECK(notes == "a(b(hook)b)a");
}

TEST_CASE("an app can be started again when it was stopped") {
    app api;
    std::string notes;
    api.lifespan(noting(notes, "a"));
    rt::run(start_and_stop(api));
    rt::run(start_and_stop(api));
    CHECK(notes == "a()aa()a");
}

TEST_CASE("what fails at the start comes out, and what had begun has ended") {
    app api;
    std::string notes;
    api.lifespan(noting(notes, "a"));
    api.on_startup([] { throw std::runtime_error("no database"); });
    api.lifespan(noting(notes, "b"));
    CHECK_THROWS_WITH(rt::run(start_and_stop(api)), "no database");
    CHECK(notes == "a()a");
}

TEST_CASE("what fails at the end does not keep the others from ending") {
    app api;
    std::string notes;
    api.lifespan(noting(notes, "a"));
    api.on_shutdown([] { throw std::runtime_error("first"); });
    api.on_shutdown([&notes] { notes += "hook"; });
    CHECK_THROWS_WITH(rt::run(start_and_stop(api)), "first");
    CHECK(notes == "a(hook)a");
}

TEST_CASE("a lifespan that yields not at all, or twice, says so") {
    app none, twice;
    none.lifespan([]() -> rt::async_generator<int> { co_return; });
    twice.lifespan([]() -> rt::async_generator<int> {
        co_yield 1;
        co_yield 2;
    });
    CHECK_THROWS_AS(rt::run(start_and_stop(none)), std::logic_error);
    CHECK_THROWS_AS(rt::run(start_and_stop(twice)), std::logic_error);
}

TEST_CASE("what a lifespan yields is the app's state") {
    app api;
    api.lifespan([]() -> rt::async_generator<database> {
        database opened;
        opened.name = "shop";
        co_yield rt::lend(opened);
    });
    std::string seen;
    api.on_startup([&] { seen = api.state().find<database>()->name; });
    rt::run(start_and_stop(api));
    CHECK(seen == "shop");
    CHECK(api.state().find<int>() == nullptr);
}

TEST_CASE("a mounted app's lifespan is not run, unless its parent says so") {
    app inner, api;
    std::string notes;
    inner.lifespan(noting(notes, "inner"));
    api.mount("/sub", inner);
    rt::run(start_and_stop(api));
    CHECK(notes.empty());
    api.on_startup([&] { return inner.start(); });
    api.on_shutdown([&] { return inner.stop(); });
    rt::run(start_and_stop(api));
    CHECK(notes == "inner()inner");
}
