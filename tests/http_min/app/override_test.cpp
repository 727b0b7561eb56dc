// overrides: a test puts something else in place of a dependency.
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

struct user {
    std::string name;
};

user current_user(header<"x_token"> token) { return user{*token}; }
rt::task<std::string> greeting(dep<current_user> who) { co_return "hello " + who->name; }
int& counter() {
    static int count = 0;
    return count;
}
void guard(header<"x_key">) {}

app greeter() {
    app api;
    api.get<"/">([](dep<greeting> text) { return *text; }, {.dependencies = depends<guard>});
    api.get<"/count">([](dep<counter> count) { return ++*count; });
    return api;
}

}  // namespace

TEST_CASE("what stands in for a dependency is called in its place, also by other dependencies") {
    app api = greeter();
    CHECK(test_client(api).get("/").status == 422);
    api.override_dependency<current_user>([] { return user{"ada"}; });
    api.override_dependency<guard>([] {});
    CHECK(test_client(api).get("/").body == R"("hello ada")");
    api.clear_dependency_overrides();
    CHECK(test_client(api).get("/").status == 422);
}

TEST_CASE("it has parameters of its own, captures, and may be a task or a resource") {
    app api = greeter();
    std::vector<std::string> log;
    api.override_dependency<guard>([]() -> rt::task<> { co_return; });
    api.override_dependency<current_user>([&log](query<"as"> name) -> rt::async_generator<user> {
        user lent{*name};
        co_yield rt::lend(lent);
        log.push_back("closed for " + lent.name);
    });
    CHECK(test_client(api).get("/?as=bob").body == R"("hello bob")");
    CHECK(log == std::vector<std::string>{"closed for bob"});
    CHECK(test_client(api).get("/").status == 422);
}

TEST_CASE("it gives what converts to the type that is expected, and the last one counts") {
    app api = greeter();
    api.override_dependency<guard>([] { return 7; });
    api.override_dependency<greeting>([] { return "first"; });
    api.override_dependency<greeting>([] { return "short"; });
    CHECK(test_client(api).get("/").body == R"("short")");
    int mine = 41;
    api.override_dependency<counter>([&mine]() -> int& { return mine; });
    CHECK(test_client(api).get("/count").body == "42");
    CHECK(mine == 42);
}
