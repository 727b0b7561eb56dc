// header_list.cpp -- lines that are checked as they are added.
#include <http_min/wire/header_list.hpp>

#include <stdexcept>

#include "grammar.hpp"

namespace http_min::wire {

namespace {

void check(std::string_view name, std::string_view value) {
    if (name.empty() || grammar::skip(grammar::token, name, 0, name.size()) != name.size()) {
        throw std::invalid_argument{"a header name has letters, digits and !#$%&'*+-.^_`|~ only"};
    }
    if (grammar::skip_field_text(value, 0, value.size()) != value.size()) {
        throw std::invalid_argument{
            "the value of header " + std::string{name} +
            " contains a control character: it could end the line and start another response"};
    }
    if (same_name(name, "content-length") || same_name(name, "transfer-encoding")) {
        throw std::invalid_argument{std::string{name} + " is not a header to set: it follows from the body"};
    }
}

}  // namespace

void header_list::add(std::string_view name, std::string_view value) {
    value = grammar::trim(value);  // blanks around a value are not part of it
    check(name, value);
    const auto name_at = static_cast<std::uint32_t>(text_.size());
    const auto name_size = static_cast<std::uint32_t>(name.size());
    const auto value_size = static_cast<std::uint32_t>(value.size());
    lines_.push_back({name_at, name_size, name_at + name_size + 2, value_size});
    text_.append(name).append(": ").append(value).append("\r\n");
}

void header_list::set(std::string_view name, std::string_view value) {
    check(name, value);  // before the old line goes
    erase(name);
    add(name, value);
}

void header_list::erase(std::string_view name) {
    std::string kept_text;
    std::vector<header_line> kept_lines;
    if (!find(name)) return;
    kept_text.swap(text_);
    kept_lines.swap(lines_);
    for (const auto [line_name, value] : header_view{kept_text.data(), kept_lines}) {
        if (!same_name(line_name, name)) add(line_name, value);
    }
}

void header_list::clear() {
    text_.clear();
    lines_.clear();
}

}  // namespace http_min::wire
