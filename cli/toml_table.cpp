// toml_table.cpp -- the getters: what a value must look like, and where it is if it does not.
#include <charconv>

#include "toml.hpp"

namespace lab {
namespace {

template <class Number>
Number to_number(const toml_value& value, const char* kind) {
    Number number{};
    const auto& text = value.items.at(0);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (value.is_array || error != std::errc{} || end != text.data() + text.size())
        throw toml_error(value.where + ": '" + value.key + "' must be " + kind);
    return number;
}

}  // namespace

const toml_value* toml_table::find(std::string_view key) const {
    for (const auto& value : values) {
        if (value.key != key) continue;
        value.used = true;
        return &value;
    }
    return nullptr;
}

std::string toml_table::text(std::string_view key) const {
    const auto* value = find(key);
    if (!value) throw toml_error(where + ": '" + std::string(key) + "' is missing");
    if (value->is_array) throw toml_error(value->where + ": '" + value->key + "' must be one value");
    return value->items.at(0);
}

std::string toml_table::text(std::string_view key, std::string fallback) const {
    return find(key) ? text(key) : fallback;
}

long toml_table::number(std::string_view key, long fallback) const {
    const auto* value = find(key);
    return value ? to_number<long>(*value, "a whole number") : fallback;
}

double toml_table::real(std::string_view key, double fallback) const {
    const auto* value = find(key);
    return value ? to_number<double>(*value, "a number") : fallback;
}

bool toml_table::flag(std::string_view key, bool fallback) const {
    const auto* value = find(key);
    if (!value) return fallback;
    if (text(key) != "true" && text(key) != "false")
        throw toml_error(value->where + ": '" + value->key + "' must be true or false");
    return text(key) == "true";
}

std::vector<std::string> toml_table::list(std::string_view key) const {
    const auto* value = find(key);
    return value ? value->items : std::vector<std::string>{};
}

void toml_table::nothing_else() const {
    for (const auto& value : values)
        if (!value.used) throw toml_error(value.where + ": nobody knows a key '" + value.key + "' here");
}

}  // namespace lab
