// What a request holds while it is served: resources that open and close slowly, a place in the pool, a stream, a task for
// later. Its client may reset the connection at any moment, any operation may fail, all may be told to end: what is held is given
// back, and the next client is served.
#include <http_min/app/stream.hpp>
#include <http_min/server/server.hpp>
#include <rt/core/when_all.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/net/stream.hpp>
#include <stdexcept>
#include <string>

#include "support/for_each.hpp"

namespace {

using namespace http_min;
using namespace std::chrono_literals;

// One in each frame that the app makes on the loop; the ledger is not for threads.
struct held {
    static inline ledger* book = nullptr;
    counted here{*book};
};

rt::async_generator<int> slow_resource() {
    const held h;
    co_await rt::sleep_for(1s);
    ++held::book->alive;  // what is open must be closed, and not only dropped
    int value = 7;
    co_yield rt::lend(value);
    co_await rt::sleep_for(1s);
    --held::book->alive;
}

rt::generator<int> resource_of_the_pool(dep<slow_resource> around) { co_yield *around + 1; }

rt::async_generator<std::string> pieces() {
    const held h;
    std::string piece = "piece;";
    for (int i = 0; i < 3; ++i) {
        const std::exception_ptr why = co_yield rt::lend(piece);
        co_await rt::sleep_for(1s);
        if (why) std::rethrow_exception(why);
    }
}

rt::task<> slow_task(dep<resource_of_the_pool> resource) {
    const held h;
    co_await rt::sleep_for(std::chrono::seconds(*resource));
}

app make_app() {
    app api;
    api.get<"/holds">([](dep<resource_of_the_pool> resource) -> rt::task<int> {
        const held h;
        co_await rt::sleep_for(2s);
        co_return *resource;
    });
    api.get<"/works">([](dep<slow_resource> resource) { return *resource; });
    api.get<"/streams">([](dep<slow_resource>) -> rt::task<stream_response> { co_return stream(pieces()); });
    api.post<"/later">([](background_tasks& later, dep<resource_of_the_pool> resource) -> rt::task<int> {
        later.add(slow_task, resource);
        later.add([] {});
        co_return *resource;
    });
    api.get<"/fails">([](dep<resource_of_the_pool>) -> rt::task<int> {
        throw http_exception(418, "tea");
        co_return 0;
    });
    return api;
}

const app api = make_app();

server_options quiet() {
    server_options options;
    options.port = 0;
    options.access_log = false;
    options.log = log_level::critical;
    return options;
}

// A client whose connection ends with a reset, whenever that is.
rt::task<rt::stream> connect_abruptly(rt::address where) {
    auto connected = co_await rt::connect(where, 1h);
    rt::stream made = std::move(connected).value_or_throw("connect");
    const linger at_once{1, 0};
    rt::syscalls::setsockopt(made.descriptor().get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    co_return made;
}

rt::task<std::string> read_all(const rt::stream& from) {
    std::string all;
    std::byte buffer[256];
    for (;;) {
        auto got = co_await from.read_some(buffer);
        const std::size_t size = std::move(got).value_or_throw("read");
        if (size == 0) co_return all;
        all.append(reinterpret_cast<const char*>(buffer), size);
    }
}

// The answer is whole, and ends like this; or the connection was cut.
rt::task<> ask(rt::address where, std::string what, std::string_view status, std::string_view end,
               ledger& book) {
    const counted here(book);
    const rt::stream server = co_await connect_abruptly(where);
    const std::string request =
        what + " HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    auto said = co_await server.write_all(std::as_bytes(std::span(request)), 1h);
    std::move(said).value_or_throw("write");
    const std::string all = co_await read_all(server);
    const std::string begin = "HTTP/1.1 " + std::string(status);
    if (all.starts_with(begin) && all.ends_with(end)) co_return;
    if (all.starts_with(begin) || begin.starts_with(all) || all.starts_with("HTTP/1.1 503"))
        throw std::system_error(std::make_error_code(std::errc::connection_aborted), "cut off");
    throw std::logic_error(what + ": " + all);
}

rt::task<> all_clients(rt::address where, ledger& book) {
    co_await rt::when_all(ask(where, "GET /holds", "200", "\r\n\r\n8", book),
                          ask(where, "GET /works", "200", "\r\n\r\n7", book),
                          ask(where, "GET /streams", "200", "6\r\npiece;\r\n0\r\n\r\n", book),
                          ask(where, "POST /later", "200", "\r\n\r\n8", book),
                          ask(where, "GET /fails", "418", R"({"detail":"tea"})", book));
}

rt::task<std::exception_ptr> outcome_of(rt::task<> work) {
    try {
        co_await std::move(work);
    } catch (const std::exception&) {
        co_return std::current_exception();
    }
    co_return nullptr;
}

using scenario = rt::task<> (*)(rt::address, ledger&);

rt::task<> play_and_stop(server& s, scenario play, ledger& book) {
    const auto why = co_await outcome_of(play(s.where(), book));
    s.stop();
    if (why) std::rethrow_exception(why);
}

rt::task<> with_server(scenario play, ledger& book) {
    held::book = &book;
    server s(api, quiet());
    co_await rt::when_all(s.run(), play_and_stop(s, play, book));
    if (s.connections() != 0) throw std::logic_error("a connection has outlived its server");
}

// A single fault may strike the next client too; then it asks again.
rt::task<> clients_and_one_more(rt::address where, ledger& book) {
    const auto why = co_await outcome_of(all_clients(where, book));
    const auto next = co_await outcome_of(all_clients(where, book));
    if (next) co_await all_clients(where, book);
    if (why) std::rethrow_exception(why);
}

rt::task<> clients_leave(rt::address where, ledger& book) {
    co_await trial::part->run(all_clients(where, book));
    co_await all_clients(where, book);
}

rt::task<> served(ledger& book) { return with_server(&all_clients, book); }
rt::task<> served_and_one_more(ledger& book) { return with_server(&clients_and_one_more, book); }
rt::task<> served_and_left(ledger& book) { return with_server(&clients_leave, book); }

}  // namespace

TEST_CASE("what requests hold is given back when any operation fails, and the next client is served") {
    CHECK(for_each_fault(served_and_one_more) > 100);
}

TEST_CASE("what requests hold is given back when all are told to end, at any moment") {
    CHECK(for_each_cancel(served) > 100);
}

TEST_CASE("what requests hold is given back when clients reset, at any moment, and the next one is served") {
    CHECK(for_each_departure(served_and_left) > 100);
}

TEST_CASE("what requests hold is given back in five hundred kinds of bad weather") {
    CHECK(for_each_seed(500, 0.03, served) > 0);
}
