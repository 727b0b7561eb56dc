// schema.cpp -- JSON schemas, as pydantic makes them.
#include <charconv>
#include <cmath>
#include <http_min/app/schema.hpp>

namespace http_min {

namespace {

json reference_to(const std::string& name) { return {{"$ref", "#/components/schemas/" + name}}; }

}  // namespace

json schema_registry::refer(std::type_index type, std::string_view spelled, describe make) {
    const auto known = names_.find(type);
    if (known != names_.end()) return reference_to(known->second);
    const std::string name = new_name(spelled);
    names_.emplace(type, name);
    components_[name] = nullptr;  // its place: models within it come behind it, and may refer back to it
    json schema = make(*this);
    schema["title"] = name;
    components_[name] = std::move(schema);
    return reference_to(name);
}

json schema_registry::refer(const std::string& name, json schema) {
    components_[name] = std::move(schema);
    return reference_to(name);
}

std::string schema_registry::new_name(std::string_view spelled) const {
    std::string name = detail::component_name(spelled);
    if (!components_.contains(name)) return name;
    name = detail::qualified_component_name(spelled);
    std::string numbered = name;
    for (int number = 2; components_.contains(numbered); ++number)
        numbered = name + '_' + std::to_string(number);
    return numbered;
}

json describe_schema(const upload_file*) {
    return {{"type", "string"}, {"contentMediaType", "application/octet-stream"}};
}

namespace detail {

json schema_of_kind(const char* type) { return {{"type", type}}; }
json schema_of_unsigned() { return {{"type", "integer"}, {"minimum", 0}}; }
json schema_of_list(json element) { return {{"type", "array"}, {"items", std::move(element)}}; }
json schema_or_null(json value) {
    return {{"anyOf", json::array({std::move(value), schema_of_kind("null")})}};
}
json schema_of_map(json value) {
    if (value.empty()) value = true;
    return {{"type", "object"}, {"additionalProperties", std::move(value)}};
}
json schema_of_enum(std::string_view spelled) {
    return {{"type", "string"}, {"enum", json::array()}, {"title", component_name(spelled)}};
}

void add_enumerator(json& schema, std::string_view name) { schema["enum"].push_back(name); }

model_schema::model_schema(std::string title)
    : schema_{{"type", "object"}, {"properties", json::object()}}, title_(std::move(title)) {}

json model_schema::take() && {
    if (!required_.empty()) schema_["required"] = std::move(required_);
    schema_["title"] = std::move(title_);
    return std::move(schema_);
}

void model_schema::add(std::string_view name, json schema, bool required) {
    add_title(schema, name, false);
    schema_["properties"][std::string(name)] = std::move(schema);
    if (required) required_.push_back(name);
}

void add_title(json& schema, std::string_view name, bool is_parameter) {
    if (schema.contains("title") || schema.contains("$ref")) return;
    if (!is_parameter && schema.contains("anyOf") && schema["anyOf"][0].contains("$ref")) return;
    schema["title"] = in_words(name);
}

}  // namespace detail

void schema_rules::limit(const char* keyword, long long value) { about_value_[keyword] = value; }

void schema_rules::limit(const char* keyword, double value) {
    if (std::floor(value) == value && std::abs(value) < 1e15)
        about_value_[keyword] = static_cast<long long>(value);  // as short as it can be
    else
        about_value_[keyword] = value;
}

void schema_rules::length(const char* of_text, const char* of_list, std::size_t value) {
    lengths_[of_text] = json::array({of_list, value});
}

void schema_rules::keyword(const char* name, std::string_view text) { about_value_[name] = text; }
void schema_rules::set_default(std::string_view as_json) { default_ = json::parse(as_json); }
void schema_rules::title(std::string_view text) { words_["title"] = text; }
void schema_rules::description(std::string_view text) { words_["description"] = text; }
void schema_rules::deprecated() { words_["deprecated"] = true; }

void schema_rules::example(std::string_view as_json) {
    json value = json::parse(as_json, nullptr, false);
    words_["examples"] = json::array({value.is_discarded() ? json(as_json) : std::move(value)});
}

json schema_rules::apply_to(json schema) const {
    json& value = schema.contains("anyOf") ? schema["anyOf"][0] : schema;
    for (const auto& [keyword, limit] : about_value_.items()) value[keyword] = limit;
    const bool is_list = value.value("type", "") == "array";
    for (const auto& [of_text, length] : lengths_.items())
        value[is_list ? length[0].get<std::string>() : of_text] = length[1];
    if (!default_.is_discarded()) schema["default"] = default_;
    for (const auto& [keyword, text] : words_.items()) schema[keyword] = text;
    return schema;
}

}  // namespace http_min
