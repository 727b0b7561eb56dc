// rt::channel keeps the contract of every channel, and adds: trying, reading as a generator, keeping what was handed over.
#include <rt/sync/channel.hpp>

template <class T>
using channel_under_test = rt::channel<T>;
#include "contract/channel_contract.hpp"

TEST_CASE("try_send() takes what there is room for, and leaves alone what it does not take") {
    rt::channel<std::unique_ptr<int>> c(1);
    auto first = std::make_unique<int>(1);
    auto second = std::make_unique<int>(2);
    CHECK(c.try_send(std::move(first)));
    CHECK_FALSE(c.try_send(std::move(second)));
    REQUIRE(second != nullptr);
    CHECK(c.size() == 1);
    CHECK(**c.try_receive() == 1);
    CHECK_FALSE(c.try_receive());
}

TEST_CASE("try_send() to a closed channel throws") {
    rt::channel<int> c(1);
    c.close();
    CHECK_THROWS_AS(c.try_send(1), rt::channel_closed);
}

namespace {

rt::task<> receive_and_wait(rt::channel<int>& c, std::string& log) {
    const auto item = co_await c.receive();
    log += item ? "has it, " : "has nothing, ";
    co_await rt::yield();
    log += "goes on, ";
}

rt::task<> send_and_wait(rt::channel<int>& c, std::string& log) {
    co_await c.send(1);
    log += "has sent, ";
    co_await rt::yield();
    log += "goes on, ";
}

rt::task<> send_and_cancel(rt::channel<int>& c, rt::cancel_scope& scope) {
    co_await c.send(1);
    scope.cancel();
}

rt::task<> receive_and_cancel(rt::channel<int>& c, rt::cancel_scope& scope) {
    co_await c.receive();
    scope.cancel();
}

rt::task<> cancel_the_receiver(std::string& log) {
    rt::channel<int> c(0);
    rt::cancel_scope scope;
    co_await rt::when_all(channel_contract::in_scope(scope, receive_and_wait(c, log)),
                          send_and_cancel(c, scope));
}

rt::task<> cancel_the_sender(std::string& log) {
    rt::channel<int> c(0);
    rt::cancel_scope scope;
    co_await rt::when_all(channel_contract::in_scope(scope, send_and_wait(c, log)),
                          receive_and_cancel(c, scope));
}

}  // namespace

TEST_CASE("a receiver that was handed an item and then cancelled has it; the next await throws") {
    if (world::is_refused()) return;
    std::string log;
    world().run(cancel_the_receiver(log));
    CHECK(log == "has it, ");
}

TEST_CASE("a sender whose item was taken and who was then cancelled has sent it; the next await throws") {
    if (world::is_refused()) return;
    std::string log;
    world().run(cancel_the_sender(log));
    CHECK(log == "has sent, ");
}

namespace {

rt::task<int> sum_of_all(rt::channel<int>& c) {
    auto items = c.all();
    int sum = 0;
    for (int* n = co_await items.next(); n != nullptr; n = co_await items.next()) sum += *n;
    co_return sum;
}

rt::task<int> send_and_sum() {
    rt::channel<int> c(2);
    const auto [nothing, sum] = co_await rt::when_all(channel_contract::send_and_close(c, 10), sum_of_all(c));
    co_return sum;
}

}  // namespace

TEST_CASE("all() is everything until the end, as a generator") {
    if (world::is_refused()) return;
    CHECK(world().run(send_and_sum()) == 45);
}
