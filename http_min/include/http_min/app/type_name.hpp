// type_name -- how the compiler spells a type, and what a model is called in the document: shop::item_out is "ItemOut".
#pragma once

#include <string>
#include <string_view>

namespace http_min::detail {

template <class T>
constexpr std::string_view spelled_type() {
    std::string_view text =
        __PRETTY_FUNCTION__;  // "... [T = shop::item]", g++ "... [with T = shop::item; ...]"
    text = text.substr(text.find("T = ") + 4);
    return text.substr(0, text.find_first_of(";]"));
}

// "shop::item_out" -> "ItemOut"; "page<shop::item>" -> "Page_Item".
std::string component_name(std::string_view spelled);

// The same with its namespaces before it, for the second of two models with one name: "shop__ItemOut".
std::string qualified_component_name(std::string_view spelled);

// "unit_price" -> "Unit Price", "x-token" -> "X-Token": what pydantic makes of a name.
std::string in_words(std::string_view name);

}  // namespace http_min::detail
