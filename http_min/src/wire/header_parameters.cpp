#include "header_parameters.hpp"

#include <algorithm>

#include "grammar.hpp"

namespace http_min::wire {

std::string_view first_word(std::string_view value) {
    return grammar::trim(value.substr(0, std::min(value.find(';'), value.size())));
}

bool header_parameters::next(header_parameter& one) {
    do {  // "; ;" has nothing between
        rest_ = grammar::trim(rest_);
        if (rest_.empty()) return false;
        if (rest_.front() != ';') return stop();
        rest_.remove_prefix(1);
        rest_ = grammar::trim(rest_);
    } while (rest_.empty() || rest_.front() == ';');

    const std::size_t equals = grammar::skip_token(rest_, 0, rest_.size());
    if (equals == 0 || equals == rest_.size() || rest_[equals] != '=') return stop();
    one.name = rest_.substr(0, equals);
    one.value.clear();
    rest_.remove_prefix(equals + 1);
    if (rest_.starts_with('"')) return take_quoted(one.value) || stop();
    const std::size_t end = grammar::skip_token(rest_, 0, rest_.size());
    one.value = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return end > 0 || stop();
}

// RETURNS whether the quotes are closed.
bool header_parameters::take_quoted(std::string& value) {
    for (std::size_t i = 1; i < rest_.size(); ++i) {
        if (rest_[i] == '"') return rest_.remove_prefix(i + 1), true;
        const bool escaped =
            rest_[i] == '\\' && i + 2 < rest_.size() && (rest_[i + 1] == '"' || rest_[i + 1] == '\\');
        value += rest_[escaped ? ++i : i];
    }
    return false;
}

}  // namespace http_min::wire
