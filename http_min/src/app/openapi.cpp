// openapi.cpp -- from routes to the document: what FastAPI makes of the same declarations.
#include <http_min/app/openapi.hpp>
#include <http_min/app/operations.hpp>
#include <http_min/app/route_table.hpp>
#include <http_min/wire/json.hpp>

namespace http_min {

namespace {

json about(const openapi_info& info) {
    json all = {{"title", info.title}};
    const auto say = [](json& to, const char* key, std::string_view text) {
        if (!text.empty()) to[key] = text;
    };
    say(all, "summary", info.summary);
    say(all, "description", info.description);
    say(all, "termsOfService", info.terms_of_service);
    say(all["contact"], "name", info.contact.name);
    say(all["contact"], "url", info.contact.url);
    say(all["contact"], "email", info.contact.email);
    say(all["license"], "name", info.license.name);
    say(all["license"], "identifier", info.license.identifier);
    say(all["license"], "url", info.license.url);
    for (const char* key : {"contact", "license"})
        if (all[key].is_null()) all.erase(key);
    all["version"] = info.version;
    return all;
}

json described_tags(const openapi_info& info) {
    json all = json::array();
    for (const tag_description& each : info.tags) {
        json tag = {{"name", each.name}};
        if (!each.description.empty()) tag["description"] = each.description;
        all.push_back(std::move(tag));
    }
    return all;
}

}  // namespace

void openapi_document::make() const {
    schema_registry models;
    detail::operations all(models);
    for (const auto& each : routes_)
        if (!each->options().hidden) all.add(*each);

    head_ = to_text({{"openapi", "3.1.0"}, {"info", about(info_)}});
    head_.pop_back();  // the brace: more follows
    json rest = {{"paths", std::move(all).take_paths()}};
    if (!models.components().empty()) rest["components"]["schemas"] = models.components();
    if (!all.security_schemes().empty()) rest["components"]["securitySchemes"] = all.security_schemes();
    if (!info_.tags.empty()) rest["tags"] = described_tags(info_);
    rest_ = to_text(rest);
    rest_[0] = ',';
}

std::string openapi_document::text(std::string_view root_path) const {
    std::call_once(made_, [this] { make(); });
    std::string all = head_;
    if (!root_path.empty()) all += ",\"servers\":" + to_text(json::array({{{"url", root_path}}}));
    return all + rest_;
}

}  // namespace http_min
