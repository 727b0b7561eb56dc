#include <algorithm>
#include <http_min/app/returns.hpp>

namespace http_min {

response_validation_error::response_validation_error(const json& errors)
    : std::runtime_error("what the handler returned does not fit the response model: " + to_text(errors)) {}

namespace detail {

namespace {

bool holds(const std::vector<std::string_view>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Of the fields that are written those that were given, at every depth.
void keep_given(json& written, const json& given) {
    if (written.is_array() && given.is_array()) {
        for (std::size_t i = 0; i < written.size() && i < given.size(); ++i) keep_given(written[i], given[i]);
    } else if (written.is_object() && given.is_object()) {
        json kept = json::object();
        for (auto& [key, value] : written.items()) {
            const auto found = given.find(key);
            if (found == given.end()) continue;
            keep_given(value, *found);
            kept[key] = std::move(value);
        }
        written = std::move(kept);
    }
}

}  // namespace

json read_again(const std::string& written) { return json::parse(written); }

void throw_if_any(validation_errors& errors) {
    try {
        errors.throw_if_any();
    } catch (const request_validation_error& wrong) {
        throw response_validation_error(wrong.errors);
    }
}

void response_filter::apply(json& written, const json& given) const {
    if (keeps_only_given) keep_given(written, given);
    if (written.is_array()) {
        for (json& element : written) choose(element);
    } else {
        choose(written);
    }
}

void response_filter::choose(json& written) const {
    if (!written.is_object() || (included.empty() && excluded.empty())) return;
    json kept = json::object();
    for (auto& [key, value] : written.items())
        if ((included.empty() || holds(included, key)) && !holds(excluded, key)) kept[key] = std::move(value);
    written = std::move(kept);
}

}  // namespace detail

}  // namespace http_min
