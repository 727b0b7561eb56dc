// grammar.hpp -- RFC 9110's character classes, and scans that stop at the first byte outside one.
//
// A scan is where a parser spends its time, so three of them look at 16 bytes at once where SSE2 is there.
// They never read a byte at or behind `end`.
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <string_view>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace http_min::wire::grammar {

using byte_class = std::array<bool, 256>;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// The value of a hex digit, or -1.
constexpr int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = to_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

template <class Predicate>
constexpr byte_class make_class(Predicate belongs) {
    byte_class table{};
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = belongs(static_cast<char>(i));
    return table;
}

// tchar: what methods and header names are made of (RFC 9110 section 5.6.2).
inline constexpr byte_class token = make_class([](char c) {
    return is_digit(c) || is_alpha(c) ||
           std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
});

// field-vchar, SP and HTAB: what header values are made of (RFC 9110 section 5.5), with obs-text.
inline constexpr byte_class field_text = make_class([](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
});

// Visible ASCII but '#': a fragment is never sent (RFC 9112 section 3.2).
inline constexpr byte_class target_text = make_class([](char c) { return c > 0x20 && c < 0x7f && c != '#'; });

constexpr bool in(const byte_class& table, char c) { return table[static_cast<unsigned char>(c)]; }

// Each scan RETURNS the first position in [at, end) whose byte is outside the class, or end.
inline std::size_t skip(const byte_class& table, std::string_view text, std::size_t at, std::size_t end) {
    while (at < end && in(table, text[at])) ++at;
    return at;
}

#if defined(__SSE2__)
// RETURNS the first position that suspect(sixteen bytes) marks, or one from where on there are less than
// sixteen. A mask may mark a byte too many, never one too few: from there on the class's table decides.
template <class Mask>
std::size_t skip_by_16(std::string_view text, std::size_t at, std::size_t end, Mask suspect) {
    for (; end - at >= 16; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(suspect(bytes)));
        if (mask != 0) return at + static_cast<std::size_t>(std::countr_zero(mask));
    }
    return at;
}

// Most names are letters and hyphens.
inline std::size_t skip_token(std::string_view text, std::size_t at, std::size_t end) {
    at = skip_by_16(text, at, end, [](__m128i b) {
        const __m128i folded = _mm_or_si128(b, _mm_set1_epi8(0x20));  // A to Z become a to z
        const __m128i below = _mm_cmplt_epi8(folded, _mm_set1_epi8('a'));
        const __m128i above = _mm_cmpgt_epi8(folded, _mm_set1_epi8('z'));
        const __m128i hyphen = _mm_cmpeq_epi8(b, _mm_set1_epi8('-'));
        return _mm_andnot_si128(hyphen, _mm_or_si128(below, above));
    });
    return skip(token, text, at, end);
}

inline std::size_t skip_field_text(std::string_view text, std::size_t at, std::size_t end) {
    at = skip_by_16(text, at, end, [](__m128i b) {
        const __m128i control =
            _mm_cmpeq_epi8(_mm_min_epu8(b, _mm_set1_epi8(0x1f)), b);  // unsigned: b <= 0x1f
        const __m128i del = _mm_cmpeq_epi8(b, _mm_set1_epi8(0x7f));
        return _mm_or_si128(control, del);
    });
    return skip(field_text, text, at, end);
}

inline std::size_t skip_target_text(std::string_view text, std::size_t at, std::size_t end) {
    at = skip_by_16(text, at, end, [](__m128i b) {
        const __m128i low = _mm_cmplt_epi8(b, _mm_set1_epi8(0x21));  // signed: 0x80 up counts as below
        const __m128i del = _mm_cmpeq_epi8(b, _mm_set1_epi8(0x7f));
        const __m128i hash = _mm_cmpeq_epi8(b, _mm_set1_epi8('#'));
        return _mm_or_si128(_mm_or_si128(low, del), hash);
    });
    return skip(target_text, text, at, end);
}
#else
inline std::size_t skip_token(std::string_view text, std::size_t at, std::size_t end) {
    return skip(token, text, at, end);
}
inline std::size_t skip_field_text(std::string_view text, std::size_t at, std::size_t end) {
    return skip(field_text, text, at, end);
}
inline std::size_t skip_target_text(std::string_view text, std::size_t at, std::size_t end) {
    return skip(target_text, text, at, end);
}
#endif

// Without the blanks and tabs at both ends (OWS).
inline std::string_view trim(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace http_min::wire::grammar
