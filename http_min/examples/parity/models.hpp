// The models of SPEC.md, part 2: plain structs. They are parsed, checked, written and documented from these lines.
#pragma once

#include <cstdint>
#include <http_min/http_min.hpp>
#include <optional>
#include <string>
#include <vector>

namespace parity {

using http_min::def;
using http_min::field;
using http_min::ge;
using http_min::gt;
using http_min::json;
using http_min::le;
using http_min::max_length;
using http_min::min_length;
using http_min::ordered_map;
using http_min::pattern;
using http_min::unset_or;

// As Python counts, as far as 64 bits go: a number that fits them is exact.
using integer = std::int64_t;

using item_name = field<std::string, min_length<1>, max_length<50>>;
using positive = field<double, gt<0>>;
using tag_list = field<std::vector<std::string>, def<>>;

struct item {
    item_name name;
    std::optional<std::string> description;
    positive price;
    std::optional<double> tax;
    tag_list tags;
};

struct item_out {
    item_name name;
    std::optional<std::string> description;
    positive price;
    std::optional<double> tax;
    tag_list tags;
    integer id;
    double total;
};

// What a client leaves out stays as it is; null is a value.
struct item_patch {
    unset_or<std::optional<std::string>, min_length<1>, max_length<50>> name;
    unset_or<std::optional<std::string>> description;
    unset_or<std::optional<double>, gt<0>> price;
    unset_or<std::optional<double>> tax;
    unset_or<std::optional<std::vector<std::string>>> tags;
};

struct address {
    std::string street;
    std::string city;
    field<std::string, pattern<"^[0-9]{5}$">> zip;
};

struct customer {
    std::string name;
    field<integer, ge<18>> age;
    parity::address address;
};

enum class color { red, green, blue };

struct line {
    std::string sku;
    field<integer, ge<1>, le<99>> qty;
    positive unit_price;
    std::optional<parity::color> color;
};

struct order {
    parity::customer customer;
    field<std::vector<line>, min_length<1>> lines;
    field<ordered_map<std::string>, def<>> notes;
    field<bool, def<false>> express;
};

struct user_in {
    std::string username;
    std::string password;
    std::optional<std::string> full_name;
};

struct user_out {
    std::string username;
    std::optional<std::string> full_name;
};

struct person {
    std::string username;
    std::optional<std::string> full_name;
};

struct profile {
    std::string name;
    std::optional<std::string> bio;
    field<integer, def<10>> score;
    tag_list tags;
};

struct scalars {
    integer i;
    double f;
    bool b;
    std::string s;
};

struct pair {
    integer left;
    integer right;
};

// Not graphql_request: the document shows a model under the name of its type, in camel case.
struct GraphQLRequest {
    std::string query;
    std::optional<ordered_map<json>> variables;
};

enum class kind { dict, list, str, int_, float_, bool_, null, model };

}  // namespace parity

// These three are words of C++.
template <>
struct http_min::names<parity::kind> {
    static constexpr std::string_view outside(std::string_view name) {
        return name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
    }
};
