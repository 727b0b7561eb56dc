// url.cpp -- percent-decoding to valid UTF-8, and cutting query strings at '&' and '='.
#include <http_min/wire/url.hpp>

#include <algorithm>

#include "grammar.hpp"
#include "utf8.hpp"

namespace http_min::wire {

namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";  // U+FFFD

bool is_plain(std::string_view text, bool plus_is_blank) {
    return std::none_of(text.begin(), text.end(), [plus_is_blank](char c) {
        return c == '%' || static_cast<unsigned char>(c) >= 0x80 || (plus_is_blank && c == '+');
    });
}

void unescape(std::string_view text, std::string& out, bool plus_is_blank) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const int high = grammar::hex_value(text[i + 1]);
            const int low = grammar::hex_value(text[i + 2]);
            if (high >= 0 && low >= 0) {
                out.push_back(static_cast<char>(high * 16 + low));
                i += 2;
                continue;
            }
        }
        out.push_back(plus_is_blank && text[i] == '+' ? ' ' : text[i]);
    }
}

std::string_view decode(std::string_view text, std::string& scratch, bool plus_is_blank) {
    if (is_plain(text, plus_is_blank)) return text;
    scratch.clear();
    unescape(text, scratch, plus_is_blank);
    if (!valid_utf8(scratch)) scratch = to_valid_utf8(scratch);
    return scratch;
}

}  // namespace

std::string to_valid_utf8(std::string_view text) {
    std::string repaired;
    for (std::string_view rest = text; !rest.empty();) {
        const utf8_piece piece = next_character(rest);
        repaired += piece.valid ? rest.substr(0, piece.size) : replacement;
        rest.remove_prefix(piece.size);
    }
    return repaired;
}

std::string_view decode_path(std::string_view text, std::string& scratch) {
    return decode(text, scratch, false);
}

std::string_view decode_query(std::string_view text, std::string& scratch) {
    return decode(text, scratch, true);
}

void query_pairs::iterator::next() {
    while (!rest_.empty()) {
        const std::size_t end = std::min(rest_.find('&'), rest_.size());
        const std::string_view pair = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        pair_ = {pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size()))};
        return;
    }
    ended_ = true;
}

}  // namespace http_min::wire
