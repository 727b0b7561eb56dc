// dep: what a handler depends on is called before it, once for each request.
#include <algorithm>
#include <http_min/app/dep.hpp>
#include <http_min/app/make.hpp>
#include <http_min/testing/test_client.hpp>
#include <rt/loop/loop.hpp>
#include <rt/loop/sleep.hpp>

#include "support/catch.hpp"

using namespace http_min;
using namespace std::chrono_literals;

namespace {

struct page {
    std::optional<std::string> q;
    int skip;
    int limit;
};

rt::task<page> common(query<"q", std::optional<std::string>> q, query<"skip", int, def<0>> skip,
                      query<"limit", int, def<100>> limit) {
    page wanted{*q, *skip, *limit};
    co_return wanted;
}

std::string query_text(query<"q", std::optional<std::string>> q) { return q->value_or(""); }

std::string query_or_cookie(const dep<query_text>& q, cookie<"last_query", std::optional<std::string>> last) {
    return q->empty() ? last->value_or("") : *q;
}

struct call_count {
    int calls = 0;
};
rt::task<call_count> calls_of_request() { co_return call_count(); }
rt::task<int> counter(dep<calls_of_request> count) { co_return ++count->calls; }
rt::task<int> left(dep<counter> n) { co_return *n; }
rt::task<int> right(dep<counter> n) { co_return *n; }
rt::task<int> fresh(dep<counter, no_cache> n) { co_return *n; }

struct paging {
    query<"page", int, def<1>, ge<1>> page;
    query<"size", int, def<20>> size;
    int offset() const { return (*page - 1) * *size; }
};

class checker {
  public:
    checker(query<"q"> q, dep<query_text> again) : found_(*q == "bar" && *again == *q) {}
    bool found() const { return found_; }

  private:
    bool found_;
};

struct limiter {
    int most;
    int operator()(query<"n", int> n) const { return std::min(*n, most); }
};
template <int Most>
inline constexpr limiter at_most{Most};

test_answer get(const app& api, std::string_view target) { return test_client(api).get(target); }

}  // namespace

TEST_CASE("a handler has what its dependency returns; its parameters are the request's") {
    app api;
    api.get<"/a">([](dep<common> all) -> rt::task<json> {
        co_return json{{"q", all->q}, {"skip", all->skip}, {"limit", all->limit}};
    });
    CHECK(get(api, "/a").body == R"({"q":null,"skip":0,"limit":100})");
    CHECK(get(api, "/a?q=x&limit=7").body == R"({"q":"x","skip":0,"limit":7})");
}

TEST_CASE("dependencies have dependencies") {
    app api;
    api.get<"/">([](dep<query_or_cookie> value) { return *value; });
    test_client client(api);
    CHECK(client.get("/?q=x").body == R"("x")");
    client.set_headers("cookie: last_query=y\r\n");
    CHECK(client.get("/?q=").body == R"("y")");
    CHECK(client.get("/").body == R"("y")");
}

TEST_CASE("a dependency is called once for each request, whoever depends on it") {
    app api;
    api.get<"/">([](dep<left> a, dep<right> b, dep<counter> c, dep<calls_of_request> all) -> rt::task<json> {
        co_return json{{"values", {*a, *b, *c}}, {"calls", all->calls}};
    });
    for (int request = 0; request < 2; ++request)
        CHECK(get(api, "/").body == R"({"values":[1,1,1],"calls":1})");
}

TEST_CASE("with no_cache it is called anew, and the others keep the first") {
    app api;
    api.get<"/">([](dep<left> a, dep<fresh> b, dep<right> c, dep<calls_of_request> all) -> rt::task<json> {
        co_return json{{"values", {*a, *b, *c}}, {"calls", all->calls}};
    });
    CHECK(get(api, "/").body == R"({"values":[1,2,1],"calls":2})");
}

TEST_CASE("an async dependency runs on the loop, a plain one in the pool, whatever they depend on") {
    static constexpr auto async_dep = []() -> rt::task<bool> { co_return rt::loop::is_running_here(); };
    static constexpr auto plain_dep = [] { return rt::loop::is_running_here(); };
    static constexpr auto mixed_dep = [](dep<async_dep> sub) {
        return json{{"async_sub", *sub}, {"self", rt::loop::is_running_here()}};
    };
    app api;
    api.get<"/">([](dep<async_dep> a, dep<plain_dep> b, dep<mixed_dep> c) -> rt::task<json> {
        co_return json{{"async_dep", *a}, {"sync_dep", *b}, {"mixed_dep", *c}};
    });
    CHECK(get(api, "/").body ==
          R"({"async_dep":true,"sync_dep":false,"mixed_dep":{"async_sub":true,"self":false}})");
}

TEST_CASE("a dependency may give nothing, and still refuse") {
    static constexpr auto guard = [](header<"x_token"> token) {
        if (*token != "parity-token") throw http_exception(400, "wrong X-Token");
    };
    app api;
    api.get<"/">([](dep<guard>) { return "secret"; });
    test_client client(api);
    CHECK(client.get("/").status == 422);
    client.set_headers("x-token: no\r\n");
    CHECK(client.get("/").body == R"({"detail":"wrong X-Token"})");
    client.set_headers("x-token: parity-token\r\n");
    CHECK(client.get("/").body == R"("secret")");
}

TEST_CASE("a dependency gives a reference to what is the app's, and a view of its own parameter") {
    static int hits = 0;
    static constexpr auto hit_count = []() -> int& { return hits; };
    static constexpr auto name = [](const query<"name">& given) {
        return std::string_view(*given).substr(0, 5);
    };
    app api;
    api.get<"/">([](dep<hit_count> count, dep<name> who) {
        ++*count;
        return std::string(*who);
    });
    CHECK(get(api, "/?name=a-name-longer-than-any-short-string").body == R"("a-nam")");
    CHECK(hits == 1);
}

TEST_CASE("errors of dependencies come before those of the route, each once, and all of them") {
    static constexpr auto number = [](query<"n", int> n) { return *n; };
    static constexpr auto twice = [](dep<number> n, query<"m", int> m) { return 2 * *n + *m; };
    app api;
    api.get<"/">([](query<"own", int>, dep<twice> a, dep<number> b) { return *a + *b; });
    const test_answer answer = get(api, "/?n=x&m=y&own=z");
    CHECK(answer.status == 422);
    std::vector<std::string> places;
    const json said = answer.json();
    for (const json& each : said["detail"]) places.push_back(each["loc"][1]);
    CHECK(places == std::vector<std::string>{"n", "m", "own"});
    CHECK(get(api, "/?n=1&m=2&own=3").body == "5");
}

TEST_CASE("a dependency with a wrong parameter is not called; one that throws wins over what is wrong") {
    static int called = 0;
    static constexpr auto wrong = [](query<"n", int>) { ++called; };
    static constexpr auto refuses = [](query<"refuse", bool, def<false>> now) {
        if (*now) throw http_exception(401, "refused");
    };
    app api;
    api.get<"/">([](dep<wrong>, dep<refuses>) { ++called; });
    CHECK(get(api, "/?n=x").status == 422);
    CHECK(get(api, "/?n=x&refuse=1").status == 401);
    CHECK(called == 0);
}

TEST_CASE("a body that is no JSON is said once, and nobody who reads it is called") {
    static int called = 0;
    static constexpr auto first = [](body<int, embed<"a">>) { ++called; };
    static constexpr auto second = [](body<int, embed<"b">>) { ++called; };
    app api;
    api.post<"/">([](dep<first>, dep<second>, body<int, embed<"c">>) { ++called; });
    const test_answer answer = test_client(api).send("POST", "/", "{", "application/json");
    CHECK(answer.status == 422);
    CHECK(answer.json()["detail"].size() == 1);
    CHECK(called == 0);
}

TEST_CASE("a dependency may want the request, the response, and background tasks") {
    static std::vector<std::string> log;
    static constexpr auto all = [](request& in, response& out, background_tasks& later) {
        out.headers.set("x-path", in.path());
        later.add([] { log.push_back("dependency"); });
    };
    app api;
    api.post<"/">([](dep<all>, background_tasks& later) {
        later.add([] { log.push_back("route"); });
        log.push_back("handler");
    });
    CHECK(test_client(api).post("/", nullptr).header("x-path") == "/");
    CHECK(log == std::vector<std::string>{"handler", "dependency", "route"});
}

TEST_CASE("a struct is a dependency: its fields are parameters") {
    app api;
    api.get<"/">([](dep<make<paging>> wanted) -> rt::task<json> {
        co_return json{{"offset", wanted->offset()}, {"size", *wanted->size}};
    });
    CHECK(get(api, "/").body == R"({"offset":0,"size":20})");
    CHECK(get(api, "/?page=3&size=7").body == R"({"offset":14,"size":7})");
    CHECK(get(api, "/?page=0").status == 422);
}

TEST_CASE("of a class with a constructor the parameters are named") {
    app api;
    api.get<"/">([](dep<make<checker, query<"q">, dep<query_text>>> found) { return found->found(); });
    CHECK(get(api, "/?q=bar").body == "true");
    CHECK(get(api, "/").status == 422);
}

TEST_CASE("a constexpr object is a dependency, with what it was made of") {
    app api;
    api.get<"/">([](dep<at_most<3>> three, dep<at_most<5>> five) { return std::vector<int>{*three, *five}; });
    CHECK(get(api, "/?n=4").body == "[3,4]");
}

TEST_CASE("a route's dependencies without a value run first") {
    static std::vector<std::string> log;
    static constexpr auto first = [] { log.push_back("first"); };
    static constexpr auto second = []() -> rt::task<int> {
        log.push_back("second");
        co_return 2;
    };
    static constexpr auto own = [] { log.push_back("own"); };
    app api;
    api.get<"/">([](dep<own>, dep<second> two) { return *two; }, {.dependencies = depends<first, second>});
    CHECK(get(api, "/").body == "2");
    CHECK(log == std::vector<std::string>{"first", "second", "own"});
}
