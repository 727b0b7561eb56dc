// operations.cpp -- an operation as FastAPI words it.
#include <array>
#include <http_min/app/operations.hpp>
#include <http_min/wire/status.hpp>

namespace http_min::detail {

namespace {

// What an OpenAPI document knows as a method.
constexpr std::array<std::string_view, 8> known_methods{"GET",     "PUT",  "POST",  "DELETE",
                                                        "OPTIONS", "HEAD", "PATCH", "TRACE"};

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

// "/files/{file_path:path}" -> "/files/{file_path}".
std::string without_converters(std::string_view path) {
    std::string text;
    bool skipping = false;
    for (const char c : path) {
        skipping = c == ':' || (skipping && c != '}');
        if (!skipping) text += c;
    }
    return text;
}

// What is no letter, digit or underscore becomes an underscore.
std::string as_name(std::string_view text) {
    std::string name(text);
    for (char& c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) c = '_';
    return name;
}

// A handler without a name is called by its method and path: "get_items_item_id".
std::string handler_name(const route& one, std::string_view method) {
    if (!one.options().name.empty()) return std::string(one.options().name);
    std::string name = lower_case(method);
    for (const char c : as_name(without_converters(one.path())))
        if (c != '_' || name.back() != '_') name += c;
    if (name.back() == '_') name.pop_back();
    return name == lower_case(method) ? name + "_root" : name;
}

json content(std::string_view media_type, json schema) {
    return {{std::string(media_type), {{"schema", std::move(schema)}}}};
}

json validation_error() {
    const json step = {{"anyOf", json::array({schema_of_kind("string"), schema_of_kind("integer")})}};
    return {{"type", "object"},
            {"properties",
             {{"loc", {{"type", "array"}, {"items", step}, {"title", "Location"}}},
              {"msg", {{"type", "string"}, {"title", "Message"}}},
              {"type", {{"type", "string"}, {"title", "Error Type"}}},
              {"input", {{"title", "Input"}}},
              {"ctx", {{"type", "object"}, {"title", "Context"}}}}},
            {"required", json::array({"loc", "msg", "type"})},
            {"title", "ValidationError"}};
}

}  // namespace

void operations::add(const route& one) {
    const std::string path = without_converters(one.path());
    for (const std::string_view method : one.methods()) {
        bool is_known = false;
        for (const std::string_view known : known_methods) is_known = is_known || known == method;
        const std::string key = lower_case(method);
        if (is_known && !(paths_.contains(path) && paths_[path].contains(key))) {
            json operation = operation_of(one, method);
            paths_[path][key] = std::move(operation);
        }
    }
}

json operations::operation_of(const route& one, std::string_view method) {
    const route_options& options = one.options();
    operation_description said(models_);
    for (const dependency* each : options.dependencies) each->describe(said);
    one.leads_to()->describe(said);
    const std::string id = new_id(one, method);

    json all = json::object();
    for (const std::string_view tag : options.tags) all["tags"].push_back(tag);
    all["summary"] =
        options.summary.empty() ? in_words(handler_name(one, method)) : std::string(options.summary);
    if (!options.description.empty()) all["description"] = options.description;
    all["operationId"] = id;
    for (auto& each : said.parameters) all["parameters"].push_back(std::move(each.description));
    if (said.has_body) all["requestBody"] = body_of(said, id);
    all["responses"] = responses_of(one, said, id);
    if (options.deprecated) all["deprecated"] = true;
    for (auto& each : said.securities) {
        all["security"].push_back({{each.name, json::array()}});
        security_schemes_[each.name] = std::move(each.scheme);
    }
    return all;
}

std::string operations::new_id(const route& one, std::string_view method) {
    const route_options& options = one.options();
    std::string id(options.operation_id);
    if (id.empty()) id = handler_name(one, method);
    if (options.operation_id.empty() && !options.name.empty())
        id = as_name(id + without_converters(one.path())) + '_' + lower_case(method);
    const std::string wanted = id;
    for (int number = 2; !ids_.insert(id).second; ++number) id = wanted + '_' + std::to_string(number);
    return id;
}

json operations::body_of(operation_description& said, const std::string& id) {
    using kind = operation_description::body_kind;
    json schema = std::move(said.whole_body);
    if (!said.body_keys.empty()) {
        json keys = {{"type", "object"}, {"properties", std::move(said.body_keys)}};
        if (!said.required_keys.empty()) keys["required"] = std::move(said.required_keys);
        const std::string name = "Body_" + id;
        keys["title"] = name;
        json reference = models_.refer(name, std::move(keys));
        schema = schema.is_null() ? std::move(reference)
                                  : json{{"allOf", json::array({std::move(schema), std::move(reference)})}};
    }
    const std::string_view media_type = said.body_is == kind::json_text ? "application/json"
                                        : said.body_is == kind::form    ? "application/x-www-form-urlencoded"
                                                                        : "multipart/form-data";
    json body = {{"content", content(media_type, std::move(schema))}};
    if (said.body_required) body["required"] = true;
    return body;
}

json operations::responses_of(const route& one, operation_description& said, const std::string& id) {
    const route_options& options = one.options();
    json success = {{"description", options.response_description.empty()
                                        ? std::string("Successful Response")
                                        : std::string(options.response_description)}};
    const std::string_view media_type = options.media_type.empty() ? said.result_type : options.media_type;
    if (!media_type.empty() && wire::status_allows_body(options.status)) {
        if (!said.result.empty() && said.result_type == "application/json")
            add_title(said.result, "response_" + id, true);
        if (media_type != "application/json" && said.result.is_null()) said.result = schema_of_kind("string");
        success["content"] = content(media_type, std::move(said.result));
    }
    json all = {{std::to_string(options.status), std::move(success)}};
    for (const extra_response& extra : options.responses) {
        json description = {{"description", extra.description}};
        if (extra.body) description["content"] = content("application/json", extra.body(models_));
        all[std::to_string(extra.status)] = std::move(description);
    }
    if ((!said.parameters.empty() || said.has_body) && !all.contains("422")) add_validation_error(all);
    return all;
}

void operations::add_validation_error(json& responses) {
    const json one = models_.refer("ValidationError", validation_error());
    const json detail = {{"type", "array"}, {"items", one}, {"title", "Detail"}};
    json body = models_.refer(
        "HTTPValidationError",
        {{"type", "object"}, {"properties", {{"detail", detail}}}, {"title", "HTTPValidationError"}});
    responses["422"] = {{"description", "Validation Error"},
                        {"content", content("application/json", std::move(body))}};
}

}  // namespace http_min::detail
