// schema_rules -- what the rules and annotations of a declaration say in a JSON schema: ge<1> is "minimum": 1.
//
// A rule of your own says it itself, or says nothing: static void describe(schema_rules&).
#pragma once

#include <http_min/app/annotation.hpp>
#include <http_min/app/constraint.hpp>
#include <http_min/app/parameter.hpp>
#include <http_min/app/text_rules.hpp>
#include <http_min/app/write_json.hpp>
#include <http_min/wire/json.hpp>
#include <string>
#include <string_view>

namespace http_min {

class schema_rules {
  public:
    void limit(const char* keyword, long long value);
    void limit(const char* keyword, double value);
    void length(const char* of_text, const char* of_list, std::size_t value);
    void keyword(const char* name, std::string_view text);

    void set_default(std::string_view as_json);
    void title(std::string_view text);
    void description(std::string_view text);
    void example(std::string_view as_json);
    void deprecated();

    // The schema of the bare type with all of this. An optional's rules stand beside its value's type.
    json apply_to(json schema) const;

  private:
    json about_value_ = json::object();
    json lengths_ = json::object();  // of a list other words than of a text
    json words_ = json::object();
    json default_ = json(json::value_t::discarded);
};

namespace detail {

template <class T, class Rule>
struct rule_in_schema {
    static void tell([[maybe_unused]] schema_rules& to) {
        if constexpr (requires { Rule::describe(to); }) Rule::describe(to);
    }
};

template <class Limit>
void tell_limit(schema_rules& to, const char* keyword, Limit limit) {
    if constexpr (std::is_integral_v<Limit>)
        to.limit(keyword, static_cast<long long>(limit));
    else
        to.limit(keyword, static_cast<double>(limit));
}

template <class T, constant Limit>
struct rule_in_schema<T, gt<Limit>> {
    static void tell(schema_rules& to) { tell_limit(to, "exclusiveMinimum", Limit.value); }
};
template <class T, constant Limit>
struct rule_in_schema<T, ge<Limit>> {
    static void tell(schema_rules& to) { tell_limit(to, "minimum", Limit.value); }
};
template <class T, constant Limit>
struct rule_in_schema<T, lt<Limit>> {
    static void tell(schema_rules& to) { tell_limit(to, "exclusiveMaximum", Limit.value); }
};
template <class T, constant Limit>
struct rule_in_schema<T, le<Limit>> {
    static void tell(schema_rules& to) { tell_limit(to, "maximum", Limit.value); }
};
template <class T, std::size_t Limit>
struct rule_in_schema<T, min_length<Limit>> {
    static void tell(schema_rules& to) { to.length("minLength", "minItems", Limit); }
};
template <class T, std::size_t Limit>
struct rule_in_schema<T, max_length<Limit>> {
    static void tell(schema_rules& to) { to.length("maxLength", "maxItems", Limit); }
};
template <class T, fixed_string Text>
struct rule_in_schema<T, pattern<Text>> {
    static void tell(schema_rules& to) { to.keyword("pattern", Text.view()); }
};
template <class T, constant... Values>
struct rule_in_schema<T, def<Values...>> {
    static void tell([[maybe_unused]] schema_rules& to) {
        if constexpr (json_writable<T>) {
            std::string text;
            write_json(text, def<Values...>::template make<T>());
            to.set_default(text);
        }
    }
};
template <class T, fixed_string Text>
struct rule_in_schema<T, title<Text>> {
    static void tell(schema_rules& to) { to.title(Text.view()); }
};
template <class T, fixed_string Text>
struct rule_in_schema<T, description<Text>> {
    static void tell(schema_rules& to) { to.description(Text.view()); }
};
template <class T, fixed_string Json>
struct rule_in_schema<T, example<Json>> {
    static void tell(schema_rules& to) { to.example(Json.view()); }
};
template <class T, fixed_string Name>
struct rule_in_schema<T, format<Name>> {
    static void tell(schema_rules& to) { to.keyword("format", Name.view()); }
};
template <class T>
struct rule_in_schema<T, deprecated> {
    static void tell(schema_rules& to) { to.deprecated(); }
};

}  // namespace detail

}  // namespace http_min
