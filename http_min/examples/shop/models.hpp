// models.hpp -- what the shop and its clients say to each other.
//
// A plain struct is a model: requests are read into it and checked, answers are written from it, and /docs describes it,
// all from these lines.
#pragma once

#include <http_min/http_min.hpp>
#include <optional>
#include <string>

namespace shop {

using http_min::def;
using http_min::field;
using http_min::ge;
using http_min::gt;
using http_min::le;
using http_min::max_length;
using http_min::min_length;
using http_min::unset_or;

struct item {
    field<std::string, min_length<1>, max_length<50>> name;  // a field with rules
    field<double, gt<0>> price;
    field<int, ge<0>, def<0>> in_stock;      // a field with a default
    std::optional<std::string> description;  // may be missing, or null
};

struct listed_item {
    int id;
    std::string name;
    double price;
};

// For PATCH: what the client leaves out stays as it is.
struct item_change {
    unset_or<double, gt<0>> price;
    unset_or<int, ge<0>> in_stock;
};

struct order {
    int item_id;
    field<int, ge<1>, le<100>, def<1>> quantity;
};

struct receipt {
    std::string customer;
    std::string item;
    int quantity;
    double total;
};

}  // namespace shop
