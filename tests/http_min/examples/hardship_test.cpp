// The shop on a server under every single fault, in bad weather, told to end at every moment, and with clients who leave at
// every moment: an answer is right and whole or it does not come, nothing is left behind, and the next client is served.
#include <http_min/client/client.hpp>
#include <http_min/server/server.hpp>
#include <rt/core/when_all.hpp>
#include <stdexcept>
#include <string>

#include "shop.hpp"
#include "support/for_each.hpp"

namespace {

using namespace http_min;

const app shop_app = shop::make_app();

server_options quiet() {
    server_options options;
    options.port = 0;
    options.access_log = false;
    options.log = log_level::critical;
    return options;
}

class customer {
  public:
    explicit customer(const server& s) : root_("http://" + s.where().to_string()) {}

    // Asks, and accepts nothing but this status. Errors: std::system_error when no whole answer comes.
    rt::task<client_response> ask(client_request what, int status) {
        what.url = root_ + what.url;
        for (const auto& [name, value] : shown_) what.headers.add(name, value);
        auto came = co_await http_.request(std::move(what));
        client_response answer = std::move(came).value_or_throw("ask");
        if (answer.status != status)
            throw std::logic_error("not " + std::to_string(status) + ": " + answer.head + answer.body);
        co_return answer;
    }
    rt::task<client_response> get(std::string target, int status = 200) {
        co_return co_await ask(client_request("GET", std::move(target)), status);
    }
    rt::task<client_response> post(std::string target, std::string media_type, std::string body, int status) {
        client_request what("POST", std::move(target));
        what.headers.add("content-type", media_type);
        what.body = std::move(body);
        co_return co_await ask(std::move(what), status);
    }

    void show(std::string name, std::string value) { shown_.emplace_back(std::move(name), std::move(value)); }

  private:
    client http_;
    std::string root_;
    std::vector<std::pair<std::string, std::string>> shown_;
};

constexpr const char* form_type = "application/x-www-form-urlencoded";

void must_be(bool right, const std::string& text) {
    if (!right) throw std::logic_error("a wrong answer: " + text);
}

rt::task<> look_around(const server& s, ledger& book) {
    const counted here(book);
    customer reader(s);
    const auto page = co_await reader.get("/items/?limit=1");
    must_be(page.body == R"([{"id":1,"name":"hammer","price":12.5}])", page.body);
    co_await reader.get("/items/9", 404);
    co_await reader.get("/items/?limit=0", 422);
    const auto root = co_await reader.get("/");
    must_be(root.body.ends_with("</p>\n"), root.body);
}

// A session, a handler in the pool, and a task for after the answer.
rt::task<> buy(const server& s, ledger& book) {
    const counted here(book);
    customer ada(s);
    const auto in = co_await ada.post("/login", form_type, "username=ada&password=lovelace", 303);
    const std::string_view cookie = in.header("set-cookie");
    ada.show("cookie", std::string(cookie.substr(0, cookie.find(';'))));
    const auto receipt = co_await ada.post("/orders/", "application/json", R"({"item_id":1})", 201);
    must_be(receipt.body == R"({"customer":"ada","item":"hammer","quantity":1,"total":12.5})", receipt.body);
    co_await ada.post("/orders/", "application/json", R"({"item_id":2,"quantity":100})", 201);
}

rt::task<> fill_the_shelf(const server& s, ledger& book) {
    const counted here(book);
    customer grace(s);
    const auto token = co_await grace.post("/token", form_type, "username=grace&password=hopper", 200);
    const json given = token.json();
    grace.show("authorization", "Bearer " + given["access_token"].get<std::string>());
    co_await grace.post("/staff/items", "application/json", R"({"name":"saw","price":20})", 201);
}

rt::task<> three_customers(const server& s, ledger& book) {
    co_await rt::when_all(look_around(s, book), buy(s, book), fill_the_shelf(s, book));
}

// What has become of `work`: an exception, if it is one that an outage explains.
rt::task<std::exception_ptr> outcome_of(rt::task<> work) {
    try {
        co_await std::move(work);
    } catch (const std::exception&) {
        co_return std::current_exception();
    }
    co_return nullptr;
}

// A single fault may strike this very request; then it is asked again.
rt::task<> ask_for_the_next(const server& s, ledger& book) {
    const auto first = co_await outcome_of(look_around(s, book));
    if (!first) co_return;
    co_await look_around(s, book);
}

using clients = rt::task<> (*)(server&, ledger&);

rt::task<> then_stop(server& s, clients play, ledger& book) {
    const auto why = co_await outcome_of(play(s, book));
    s.stop();
    if (why) std::rethrow_exception(why);
}

rt::task<> open_shop(clients play, ledger& book) {
    const counted here(book);
    server s(shop_app, quiet());
    co_await rt::when_all(s.run(), then_stop(s, play, book));
    if (s.connections() != 0) throw std::logic_error("a connection has outlived its server");
}

// The shop opens, is served, and closes however that went.
rt::task<> a_day(clients play, ledger& book) {
    co_await shop_app.start();
    std::exception_ptr why;
    try {
        co_await open_shop(play, book);
    } catch (...) {
        why = std::current_exception();
    }
    rt::cancel_scope closing(rt::shield::yes);
    co_await closing.run(shop_app.stop());
    if (why) std::rethrow_exception(why);
}

rt::task<> customers(server& s, ledger& book) { co_await three_customers(s, book); }

rt::task<> customers_then_one_more(server& s, ledger& book) {
    const auto why = co_await outcome_of(three_customers(s, book));
    co_await ask_for_the_next(s, book);
    if (why) std::rethrow_exception(why);
}

// They go in the middle of a word; who comes then is served as if they had never been there.
rt::task<> customers_leave(server& s, ledger& book) {
    co_await trial::part->run(three_customers(s, book));
    co_await look_around(s, book);
}

rt::task<> a_day_of_customers(ledger& book) { return a_day(&customers, book); }
rt::task<> a_day_and_one_more(ledger& book) { return a_day(&customers_then_one_more, book); }

rt::task<> a_day_of_leaving(ledger& book) { return a_day(&customers_leave, book); }

}  // namespace

TEST_CASE("the shop: any operation may fail, and the next customer is served") {
    CHECK(for_each_fault(a_day_and_one_more) > 100);
}

TEST_CASE("the shop: any moment may be the last") { CHECK(for_each_cancel(a_day_of_customers) > 100); }

TEST_CASE("the shop: clients may leave at any moment, and the next one is served") {
    CHECK(for_each_departure(a_day_of_leaving) > 100);
}

TEST_CASE("the shop in a thousand kinds of bad weather") {
    CHECK(for_each_seed(500, 0.03, a_day_of_customers) > 0);
    CHECK(for_each_seed(100, 0, a_day_of_customers) > 0);
}
