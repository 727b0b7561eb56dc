// annotation -- what is said about a parameter or a field beside its rules: for the client and for the API document.
//
//   query<"q", std::string, alias<"item-query">, title<"Search text">, description<"What to look for">, deprecated>
//
// alias<> is the name that counts outside: in the URL, in errors, in the document.
#pragma once

#include <http_min/app/fixed_string.hpp>
#include <type_traits>

namespace http_min {

struct annotation {};

template <fixed_string Name>
struct alias : annotation {
    static constexpr std::string_view text = Name.view();
};
template <fixed_string Text>
struct title : annotation {
    static constexpr std::string_view text = Text.view();
};
template <fixed_string Text>
struct description : annotation {
    static constexpr std::string_view text = Text.view();
};
template <fixed_string Json>
struct example : annotation {
    static constexpr std::string_view text = Json.view();
};
template <fixed_string Name>
struct format : annotation {  // how a text is to be read: "password", "email"; for the document only
    static constexpr std::string_view text = Name.view();
};
struct deprecated : annotation {};
struct hidden : annotation {};  // is not in the document

namespace detail {

template <class Rule>
inline constexpr bool is_annotation = std::is_base_of_v<annotation, Rule>;

// The alias among the rules, else `name`.
template <class Rule>
constexpr bool take_alias(std::string_view&) {
    return false;
}
template <class Rule>
requires requires {
    []<fixed_string Name>(alias<Name>) {}(Rule());
}
constexpr bool take_alias(std::string_view& name) {
    name = Rule::text;
    return true;
}

template <class... Rules>
constexpr std::string_view public_name(std::string_view name) {
    static_cast<void>((take_alias<Rules>(name) || ...));
    return name;
}

}  // namespace detail

}  // namespace http_min
