// operation_description.cpp
#include <algorithm>
#include <http_min/app/operation_description.hpp>
#include <http_min/app/security.hpp>

namespace http_min {

namespace {

const char* name_of_source(source from) {
    switch (from) {
        case source::path: return "path";
        case source::query: return "query";
        case source::header: return "header";
        case source::cookie: return "cookie";
        default: return "";
    }
}

}  // namespace

void operation_description::add_parameter(source from, std::string_view name, json schema, bool required) {
    for (const parameter& known : parameters)
        if (known.from == from && known.description["name"] == name) return;
    json description = {{"name", name}, {"in", name_of_source(from)}, {"required", required}};
    detail::add_title(schema, name, true);
    for (const char* said :
         {"description", "deprecated"})  // a reader of the list looks here, a maker of forms there
        if (schema.contains(said)) description[said] = schema[said];
    description["schema"] = std::move(schema);
    const auto later = [from](const parameter& each) { return each.from > from; };
    parameters.insert(std::find_if(parameters.begin(), parameters.end(), later),
                      {from, std::move(description)});
}

void operation_description::note_body(body_kind kind, bool required) {
    has_body = true;
    body_required = body_required || required;
    body_is = std::max(body_is, kind);  // one file makes the whole form multipart
}

void operation_description::set_body(body_kind kind, json schema, bool required) {
    note_body(kind, required);
    whole_body = std::move(schema);
}

void operation_description::add_to_body(body_kind kind, std::string_view name, json schema, bool required) {
    note_body(kind, required);
    detail::add_title(schema, name, true);
    const std::string key(name);
    if (body_keys.contains(key)) return;
    body_keys[key] = std::move(schema);
    if (required) required_keys.push_back(key);
}

void operation_description::set_result(std::string_view media_type, json schema) {
    result_type = media_type;
    result = std::move(schema);
}

void operation_description::add_security(const security_scheme& scheme) {
    for (const security& known : securities)
        if (known.name == scheme.name) return;
    json says = {{"type", scheme.type}};
    const auto say = [&](const char* key, std::string_view text) {
        if (!text.empty()) says[key] = text;
    };
    say("scheme", scheme.scheme);
    say("in", scheme.in);
    say("name", scheme.parameter);
    if (scheme.type == "oauth2")
        says["flows"]["password"] = {{"scopes", json::object()}, {"tokenUrl", scheme.token_url}};
    securities.push_back({std::string(scheme.name), std::move(says)});
}

}  // namespace http_min
