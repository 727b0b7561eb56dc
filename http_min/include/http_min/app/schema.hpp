// schema -- schema_of<T>(models): the JSON schema of a type, from the same declaration that reads and writes its values.
//
//   numbers, bool, text, json, enums; std::optional, lists, string-keyed maps and models of these; field<> and its rules
//
// A model or an enum is described once, among the registry's components, and referred to from everywhere else.
// A type of your own: an overload `json describe_schema(const your_type*)` that argument-dependent lookup finds.
#pragma once

#include <http_min/app/from_json.hpp>
#include <http_min/app/schema_rules.hpp>
#include <http_min/app/type_name.hpp>
#include <map>
#include <typeindex>

namespace http_min {

class schema_registry {
  public:
    using describe = json (*)(schema_registry&);

    // RETURNS {"$ref": ...} to the component of this type, which `make` describes when it is first met.
    json refer(std::type_index type, std::string_view spelled, describe make);
    // The same for what has no type of its own: the fields of a form, the keys of a body.
    json refer(const std::string& name, json schema);

    const json& components() const { return components_; }

  private:
    std::string new_name(std::string_view spelled) const;

    std::map<std::type_index, std::string> names_;
    json components_ = json::object();
};

struct upload_file;
json describe_schema(const upload_file*);  // bytes

namespace detail {

// Each is written out of line: a route's own code only says which.
json schema_of_kind(const char* type);
json schema_of_unsigned();
json schema_of_list(json element);
json schema_of_map(json value);
json schema_or_null(json value);
json schema_of_enum(std::string_view spelled);
void add_enumerator(json& schema, std::string_view name);

// A model, field by field.
class model_schema {
  public:
    explicit model_schema(std::string title);
    void add(std::string_view name, json schema, bool required);
    json take() &&;

  private:
    json schema_;
    json required_ = json::array();
    std::string title_;
};

// Gives it a title, unless it has one or is described elsewhere. A parameter has a title of its own even where it is an
// optional reference.
void add_title(json& schema, std::string_view name, bool is_parameter);

template <class T>
json plain_schema(schema_registry& models);

}  // namespace detail

template <class T, class... Rules>
json schema_of(schema_registry& models) {
    if constexpr (sizeof...(Rules) == 0) {
        return detail::plain_schema<T>(models);
    } else {
        schema_rules rules;
        (detail::rule_in_schema<T, Rules>::tell(rules), ...);
        return rules.apply_to(detail::plain_schema<T>(models));
    }
}

// For route_options: {.responses = {{404, "No such item", model<message>}}}.
template <class T>
json model(schema_registry& models) {
    return schema_of<T>(models);
}

namespace detail {

// A field without its wrapping: the rules are its own.
template <class T>
struct field_in_schema {
    static json describe(schema_registry& models) { return schema_of<T>(models); }
    static constexpr bool required = !is_optional<T>;
};
template <class T, class... Rules>
struct field_in_schema<field<T, Rules...>> {
    static json describe(schema_registry& models) { return schema_of<T, Rules...>(models); }
    static constexpr bool required = !is_optional<T> && !(is_default<Rules> || ...);
};
template <class T, class... Rules>
struct field_in_schema<unset_or<T, Rules...>> {
    static json describe(schema_registry& models) { return schema_of<T, Rules...>(models); }
    static constexpr bool required = false;
};

template <class T, std::size_t... I>
json fields_schema(schema_registry& models, std::index_sequence<I...>) {
    model_schema all(component_name(spelled_type<T>()));
    using fields = decltype(fields_of(std::declval<T&>()));
    (all.add(public_field_name<T, I>(),
             field_in_schema<std::remove_cvref_t<std::tuple_element_t<I, fields>>>::describe(models),
             field_in_schema<std::remove_cvref_t<std::tuple_element_t<I, fields>>>::required),
     ...);
    return std::move(all).take();
}

template <class T>
json describe_model(schema_registry& models) {
    return fields_schema<T>(models, std::make_index_sequence<field_count<T>>());
}

template <class T>
json describe_enum(schema_registry&) {
    json schema = schema_of_enum(spelled_type<T>());
    for_each_enumerator<T>([&](T, std::string_view name) { add_enumerator(schema, name); });
    return schema;
}

template <class T>
json plain_schema([[maybe_unused]] schema_registry& models) {
    if constexpr (requires(const T* it) { describe_schema(it); })
        return describe_schema(static_cast<const T*>(nullptr));
    else if constexpr (is_field<T> || is_unset_or<T>)
        return field_in_schema<T>::describe(models);
    else if constexpr (is_optional<T>)
        return schema_or_null(plain_schema<typename T::value_type>(models));
    else if constexpr (std::is_same_v<T, json>)
        return json::object();  // anything
    else if constexpr (std::is_same_v<T, bool>)
        return schema_of_kind("boolean");
    else if constexpr (std::is_floating_point_v<T>)
        return schema_of_kind("number");
    else if constexpr (std::is_unsigned_v<T>)
        return schema_of_unsigned();
    else if constexpr (std::is_integral_v<T>)
        return schema_of_kind("integer");
    else if constexpr (std::is_void_v<T> || std::is_same_v<T, std::nullptr_t>)
        return schema_of_kind("null");
    else if constexpr (std::is_convertible_v<const T&, std::string_view>)
        return schema_of_kind("string");
    else if constexpr (named_enum<T>)
        return models.refer(typeid(T), spelled_type<T>(), &describe_enum<T>);
    else if constexpr (json_map<T>)
        return schema_of_map(plain_schema<typename T::mapped_type>(models));
    else if constexpr (std::ranges::range<const T>)
        return schema_of_list(plain_schema<std::remove_cvref_t<std::ranges::range_value_t<const T>>>(models));
    else if constexpr (readable_from_text<T>)
        return schema_of_kind("string");  // whatever it is, it is written as text
    else if constexpr (reflectable<T>)
        return models.refer(typeid(T), spelled_type<T>(), &describe_model<T>);
    else
        return json::object();
}

}  // namespace detail

}  // namespace http_min
