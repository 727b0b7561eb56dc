#include <fstream>
#include <iterator>
#include <regex>
#include <rt/loop/await_graph.hpp>
#include <rt/loop/text_table.hpp>
#include <rt/loop/yield.hpp>

#include "loop/graphs/party.hpp"
#include "support/catch.hpp"
#include "support/gate.hpp"

namespace {

std::string file(const std::string& name) {
    std::ifstream in(std::string(GRAPHS) + "/" + name);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The line of our own co_await in when_all is of no interest here.
std::string without_our_lines(const std::string& graph) {
    return std::regex_replace(graph, std::regex("when_all.hpp:[0-9]{3}"), "when_all.hpp:NNN");
}

rt::task<> wait_for(gate& nobody_opens) { co_await nobody_opens; }

rt::task<std::string> graph_of_a_busy_task() {
    rt::spawn(party::tick(), "other");
    co_return rt::await_graph(rt::loop::current(), rt::call_site::here());
}

rt::task<std::string> graph_during(rt::cancel_scope& scope, rt::task<> work) {
    auto both = rt::when_all(scope.run(std::move(work)), [](rt::cancel_scope& s) -> rt::task<std::string> {
        s.cancel();
        const std::string seen = rt::await_graph(rt::loop::current());
        co_return seen;
    }(scope));
    const auto results = co_await std::move(both);
    co_return std::get<1>(results);
}

std::size_t widest_line(const std::string& text) {
    std::size_t widest = 0, here = 0;
    for (const char c : text) {
        here = c == '\n' ? 0 : here + ((static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0);
        widest = std::max(widest, here);
    }
    return widest;
}

}  // namespace

TEST_CASE("the await graph tells of each task who it is, what it waits for, where, and for how long") {
    world here{rt::simulated_options{}};
    const auto door = here.socket_pair()[0];
    std::string seen;
    here.run(party::give(door, seen));
    CHECK(without_our_lines(seen) == file("party.txt"));
    CHECK(widest_line(seen) <= 80);
}

TEST_CASE("a deadlock says who waits for what") {
    world here{rt::simulated_options{}};
    rt::event never_set;
    const auto door = here.socket_pair()[0];
    std::string said;
    try {
        here.run([](rt::event& e, int fd) -> rt::task<> {
            co_await rt::when_all(party::wait_for(e), party::listen(fd));
        }(never_set, door));
    } catch (const rt::deadlock& d) {
        said = d.what();
    }
    CHECK(without_our_lines(said) == file("deadlock.txt"));
}

TEST_CASE("the task that asks is the one that runs") {
    if (world::is_refused()) return;
    const std::string seen = world().run(graph_of_a_busy_task());
    CHECK(seen.find("#1 main") != std::string::npos);
    CHECK(seen.find("runs now") != std::string::npos);
    CHECK(seen.find("await_graph_test.cpp:") != std::string::npos);
    CHECK(seen.find("#2 other") != std::string::npos);
    CHECK(seen.find("ready") != std::string::npos);
}

TEST_CASE("a cancelled scope and an operation that is being cancelled are shown as such") {
    if (world::is_refused() || world::driver_name() == "epoll") return;  // epoll forgets an operation at once
    world here;
    const auto door = here.socket_pair()[0];
    rt::cancel_scope scope(rt::shield::yes);
    const std::string seen = here.run(graph_during(scope, party::listen(door)));
    CHECK(seen.find("shield, cancelled\n") != std::string::npos);
    CHECK(seen.find("cancels receive, fd ") != std::string::npos);
}

TEST_CASE("who is suspended in what is no waiter is still in the graph") {
    if (world::is_refused()) return;
    gate nobody_opens;
    std::string said;
    try {
        world().run(wait_for(nobody_opens));
    } catch (const rt::deadlock& d) {
        said = d.what();
    }
    CHECK(said.find("#1 main  suspended, by no waiter") != std::string::npos);
}

TEST_CASE("a table that is too wide loses the middle of its longest cells") {
    rt::text_table table;
    table.add({"short", "a long cell that would not fit into the line", "12", "3"});
    table.add({"alone: this row is no part of the columns"});
    CHECK(table.text(40) ==
          "short  a long cell t…nto the line  12  3\nalone: this row is n…part of the columns\n");
}
