// form<>, form_model<>: what a page's form brings.
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

constexpr std::string_view urlencoded = "application/x-www-form-urlencoded";

enum class color { red, green };

template <class Parameter>
std::string with(std::string_view form, std::string_view media_type = urlencoded) {
    app api;
    api.post<"/">([](Parameter p) -> rt::task<typename Parameter::value_type> { co_return *p; });
    return test_client(api).send("POST", "/", form, media_type).body;
}

std::string error_of(std::string_view answer) { return json::parse(answer)["detail"][0]["type"]; }

void login(app& api) {
    api.post<"/login">([](form<"username", std::string, min_length<3>> username,
                          form<"password"> password) -> rt::task<json> {
        co_return json{{"username", *username}, {"password_length", password->size()}};
    });
}

struct credentials {
    field<std::string, min_length<3>> username;
    int age;
    std::optional<bool> stay;
    field<std::vector<int>, def<>> lucky;
};

constexpr std::string_view missing_both =
    R"({"detail":[{"type":"missing","loc":["body","username"],"msg":"Field required","input":null},)"
    R"({"type":"missing","loc":["body","password"],"msg":"Field required","input":null}]})";

}  // namespace

TEST_CASE("fields of a form are parameters of the handler") {
    app api;
    login(api);
    test_client client(api);
    CHECK(client.send("POST", "/login", "username=ada+b%20c&password=%C3%A4%26", urlencoded).body ==
          R"({"username":"ada b c","password_length":3})");
    CHECK(client
              .send("POST", "/login", "username=ada&password=&username=bob",
                    "Application/X-WWW-Form-Urlencoded; charset=utf-8")
              .body == R"({"username":"bob","password_length":0})");
    CHECK(
        client.send("POST", "/login", "username=&password=x", urlencoded).body ==
        R"({"detail":[{"type":"string_too_short","loc":["body","username"],"msg":"String should have at least 3 )"
        R"(characters","input":"","ctx":{"min_length":3}}]})");
}

TEST_CASE("no form, an empty one and a body of another type are the same") {
    app api;
    login(api);
    test_client client(api);
    CHECK(client.send("POST", "/login").body == missing_both);
    CHECK(client.send("POST", "/login", "", urlencoded).body == missing_both);
    CHECK(client.send("POST", "/login", R"({"username":"ada","password":"x"})", "application/json").body ==
          missing_both);
    CHECK(client.send("POST", "/login", "username=ada&password=x").status == 422);
}

TEST_CASE("defaults, optionals, lists, enums, aliases, constraints") {
    CHECK(with<form<"note", std::string, def<"none">>>("") == R"("none")");
    CHECK(with<form<"note", std::string, def<"none">>>("note") == R"("")");
    CHECK(with<form<"n", std::optional<int>>>("") == "null");
    CHECK(with<form<"n", std::optional<int>>>("n=7&n=8") == "8");
    CHECK(with<form<"n", std::vector<int>, def<1, 2>>>("") == "[1,2]");
    CHECK(with<form<"n", std::vector<int>>>("n=1&m=2&n=3") == "[1,3]");
    CHECK(with<form<"n", std::vector<int>>>("n=1&n=x") ==
          R"({"detail":[{"type":"int_parsing","loc":["body","n",1],"msg":"Input should be a valid integer, )"
          R"(unable to parse string as an integer","input":"x"}]})");
    CHECK(with<form<"c", color>>("c=green") == R"("green")");
    CHECK(error_of(with<form<"c", color>>("c=Green")) == "enum");
    CHECK(with<form<"x_y", int, alias<"x-y">, gt<0>>>("x-y=1") == "1");
    CHECK(error_of(with<form<"x", int, gt<0>>>("x=0")) == "greater_than");
    CHECK(error_of(with<form<"x", std::vector<int>, min_length<2>>>("x=0")) == "too_short");
}

TEST_CASE("fields are text parts of multipart/form-data as well") {
    const std::string body =
        "--b\r\nContent-Disposition: form-data; name=n\r\n\r\n1\r\n"
        "--b\r\nContent-Disposition: form-data; name=n\r\n\r\n2\r\n--b--\r\n";
    CHECK(with<form<"n", int>>(body, "multipart/form-data; boundary=b") == "2");
    CHECK(with<form<"n", std::vector<int>>>(body, "multipart/form-data; boundary=\"b\"") == "[1,2]");
}

TEST_CASE("a model takes the fields of its names") {
    CHECK(with<form_model<credentials>>("username=ada&age=+36&stay=yes&lucky=3&lucky=7&other=x") ==
          R"({"username":"ada","age":36,"stay":true,"lucky":[3,7]})");
    CHECK(
        with<form_model<credentials>>("username=a&lucky=x") ==
        R"({"detail":[{"type":"string_too_short","loc":["body","username"],"msg":"String should have at least 3 )"
        R"(characters","input":"a","ctx":{"min_length":3}},{"type":"missing","loc":["body","age"],"msg":"Field required",)"
        R"("input":{"username":"a","lucky":["x"]}},{"type":"int_parsing","loc":["body","lucky",0],"msg":"Input should )"
        R"(be a valid integer, unable to parse string as an integer","input":"x"}]})");
}

TEST_CASE("a form of ten thousand fields is refused") {
    std::string many;
    for (int i = 0; i < 10'000; ++i) many += "n=1&";
    CHECK(with<form<"n", std::vector<int>>>(many) == R"({"detail":"The form has too many fields."})");
}
