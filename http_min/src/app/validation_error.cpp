// validation_error.cpp -- key order and texts are pydantic's.
#include <http_min/app/response.hpp>
#include <http_min/app/validation_error.hpp>
#include <http_min/wire/url.hpp>

namespace http_min {

json location::to_json() const {
    json steps = parent_ ? parent_->to_json() : json::array();
    if (is_index_)
        steps.push_back(index_);
    else
        steps.push_back(std::string(name_));
    return steps;
}

void validation_errors::add(const location& where, misfit what, json input) {
    if (is_full()) return;
    json error = json::object();
    error["type"] = std::string(what.type);
    error["loc"] = where.to_json();
    error["msg"] = std::move(what.message);
    error["input"] = std::move(input);
    if (!what.context.is_null()) error["ctx"] = std::move(what.context);
    list_.push_back(std::move(error));
}

void validation_errors::add_text(const location& where, misfit what, std::string_view sent) {
    add(where, std::move(what), wire::to_valid_utf8(sent));
}

void validation_errors::add_once(const location& where, misfit what, json input) {
    const json place = where.to_json();
    for (const json& each : list_)
        if (each["type"] == what.type && each["loc"] == place) return;
    add(where, std::move(what), std::move(input));
}

void validation_errors::add_all(validation_errors&& others) {
    const auto has = [this](const json& error) {
        for (const json& each : list_)
            if (each == error) return true;
        return false;
    };
    for (json& each : others.list_)
        if (each["type"] != "json_invalid" || !has(each)) list_.push_back(std::move(each));
}

void validation_errors::add_missing(const location& where, json input) {
    add(where, misfit{"missing", "Field required"}, std::move(input));
}

void validation_errors::throw_if_any() {
    if (!list_.empty()) throw request_validation_error(std::move(list_));
}

void request_validation_error::write_to(response& out) const {
    out.clear();
    out.status = 422;
    out.headers.set("content-type", "application/json");
    out.body = R"({"detail":)";
    append_json(out.body, errors);
    out.body += '}';
}

}  // namespace http_min
