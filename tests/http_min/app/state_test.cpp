// state: what is lent to handlers.
#include <http_min/app/state.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

struct user {
    std::string name;
};

void greet_user(app& api) {
    api.get<"/">([](state<user> who) -> rt::task<std::string> { co_return who->name; });
}

}  // namespace

TEST_CASE("a handler takes what its app lends") {
    app api;
    user ada{"ada"};
    api.state().lend(ada);
    greet_user(api);
    CHECK(test_client(api).get("/").body == "\"ada\"");
}

TEST_CASE("what a middleware lends comes first, for one request") {
    app api;
    user everybody{"everybody"};
    api.state().lend(everybody);
    greet_user(api);
    api.middleware([](request& in, response&, call_next next) -> rt::task<> {
        if (!in.header("x-user")) {
            co_await next();
            co_return;
        }
        user mine{std::string(*in.header("x-user"))};
        const state_loan<user> loan(in.state(), mine);
        co_await next();
    });
    test_client client(api);
    client.set_headers("x-user: grace\r\n");
    CHECK(client.get("/").body == "\"grace\"");
    client.set_headers("");
    CHECK(client.get("/").body == "\"everybody\"");
}

TEST_CASE("a mounted app lends its own, and its parent's is back afterwards") {
    app inner, api;
    user outer{"outer"}, below{"below"};
    api.state().lend(outer);
    inner.state().lend(below);
    greet_user(inner);
    greet_user(api);
    api.mount("/sub", inner);
    CHECK(test_client(api).get("/sub/").body == "\"below\"");
    CHECK(test_client(api).get("/").body == "\"outer\"");
}

TEST_CASE("what nobody lends is a 500") {
    app api;
    api.log_errors_to([](std::string_view) {});
    greet_user(api);
    CHECK(test_client(api, {.raise_server_exceptions = false}).get("/").status == 500);
}
