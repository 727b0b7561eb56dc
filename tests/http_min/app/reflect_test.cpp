// reflect: what the compiler tells of a plain struct.
#include <http_min/app/reflect.hpp>
#include <map>
#include <optional>

#include "support/catch.hpp"

using namespace http_min;

namespace {

struct address {
    std::string street;
    std::optional<std::string> zip;
};

struct customer {
    std::string name;
    int age = 18;
    address home;
    std::vector<address> others;
    std::map<std::string, double> notes;
    bool express = false;
};

struct twelve {
    int a, b, c, d, e, f, g, h, i, j, k, last_of_all;
};

struct twenty_four {
    int a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, last_of_all;
};

struct twenty_five {
    int a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y;
};

struct derived : address {
    int id;
};

struct empty_base {};
struct derived_from_empty : empty_base {
    int id;
};

struct nothing {};

class closed {
  public:
    closed() {}
    int x = 0;
};

}  // namespace

TEST_CASE("a struct's fields are counted") {
    STATIC_REQUIRE(field_count<address> == 2);
    STATIC_REQUIRE(field_count<customer> == 6);
    STATIC_REQUIRE(field_count<twelve> == 12);
    STATIC_REQUIRE(field_count<twenty_four> == 24);
}

TEST_CASE("a struct's fields are named") {
    STATIC_REQUIRE(field_name<address, 0>() == "street");
    STATIC_REQUIRE(field_name<customer, 3>() == "others");
    STATIC_REQUIRE(field_name<customer, 5>() == "express");
    STATIC_REQUIRE(field_name<twelve, 11>() == "last_of_all");
    STATIC_REQUIRE(field_name<twenty_four, 23>() == "last_of_all");
    struct local {
        int inside_a_function;
    };
    STATIC_REQUIRE(field_name<local, 0>() == "inside_a_function");
}

TEST_CASE("a struct's fields are reached in order") {
    customer ada{"ada", 36, {"Main Street", std::nullopt}, {}, {}, true};
    std::get<1>(fields_of(ada)) = 37;
    CHECK(ada.age == 37);
    const customer& read_only = ada;
    CHECK(std::get<0>(fields_of(read_only)) == "ada");
}

TEST_CASE("what is no plain struct is not reflectable") {
    STATIC_REQUIRE(reflectable<customer>);
    STATIC_REQUIRE_FALSE(reflectable<nothing>);
    STATIC_REQUIRE_FALSE(reflectable<closed>);
    STATIC_REQUIRE_FALSE(reflectable<twenty_five>);
    STATIC_REQUIRE_FALSE(reflectable<derived>);
    STATIC_REQUIRE_FALSE(reflectable<derived_from_empty>);
    STATIC_REQUIRE_FALSE(reflectable<int>);
    STATIC_REQUIRE_FALSE(reflectable<std::string>);
}
