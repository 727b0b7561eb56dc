// body_decoder.cpp -- a body of known length, and the chunked coding.
//
//   chunked-body = *chunk last-chunk *trailer CRLF            RFC 9112 section 7.1
//   chunk        = size [ extension ] CRLF data CRLF          data: `size` bytes
//   last-chunk   = 1*"0" [ extension ] CRLF
//   size         = 1*16HEXDIG                                 the RFC has no end to it; 64 bits have
//   extension    = ";" *( VCHAR / obs-text / SP / HTAB )      section 7.1.1, read over
//   trailer      = 1*tchar ":" *( VCHAR / obs-text / SP / HTAB ) CRLF   section 7.1.2, read over
//
// Framing is read byte by byte, data in whole pieces. Nothing but CR LF ends a line here, and no blank may
// stand around a size: proxies that were more generous than the server behind them have been smuggled
// through.
#include <http_min/wire/body_decoder.hpp>

#include <algorithm>

#include "grammar.hpp"

namespace http_min::wire {

namespace {

constexpr unsigned most_size_digits = 16;

}  // namespace

body_decoder::body_decoder(body_framing framing, const limits& bounds)
    : limits_{bounds}, state_{framing.is == body_framing::kind::chunked ? state::size : state::known_length} {
    if (framing.is == body_framing::kind::length) left_ = framing.length;
    if (left_ > limits_.body) refuse(413, "The body is larger than this server takes.");
    if (state_ == state::known_length && left_ == 0) state_ = state::complete;
}

body_piece body_decoder::feed(std::string_view input) {
    body_piece piece;
    std::string_view rest = input;
    while (!rest.empty() && state_ != state::complete && state_ != state::bad && piece.data.empty()) {
        if (state_ == state::data || state_ == state::known_length) {
            take_data(rest, piece);
        } else {
            read_framing(rest.front());
            rest.remove_prefix(1);
        }
    }
    piece.size = input.size() - rest.size();
    if (state_ == state::complete) piece.is = outcome::complete;
    if (state_ == state::bad) piece = {.is = outcome::bad, .size = 0, .data = {}, .why = why_};
    return piece;
}

parse_result body_decoder::feed(std::string_view input, std::string& body) {
    std::size_t taken = 0;
    while (true) {
        const body_piece piece = feed(input.substr(taken));
        taken += piece.size;
        body.append(piece.data);
        if (!piece.partial() || taken == input.size()) return {piece.is, taken, piece.why};
    }
}

void body_decoder::take_data(std::string_view& rest, body_piece& piece) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, rest.size()));
    piece.data = rest.substr(0, size);
    rest.remove_prefix(size);
    left_ -= size;
    if (left_ == 0) state_ = state_ == state::known_length ? state::complete : state::data_cr;
}

void body_decoder::read_framing(char c) {
    switch (state_) {
        case state::size: return read_size(c);
        case state::extension:
            if (c == '\r') return expect('\r', c, state::size_lf);
            if (!grammar::in(grammar::field_text, c))
                return refuse(400, "A chunk extension contains a control character.");
            if (++extensions_ > limits_.chunk_extensions)
                refuse(400, "The chunk extensions are longer than this server reads.");
            return;
        case state::size_lf:
            expect('\n', c, state::data);
            if (state_ == state::data) end_of_size_line();
            return;
        case state::data_cr: return expect('\r', c, state::data_lf);
        case state::data_lf:
            left_ = 0;
            digits_ = 0;
            return expect('\n', c, state::size);
        default: return read_trailer(c);
    }
}

void body_decoder::read_size(char c) {
    if (const int digit = grammar::hex_value(c); digit >= 0) {
        if (++digits_ > most_size_digits) return refuse(400, "A chunk size has more than 16 hex digits.");
        left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
        return;
    }
    if (digits_ == 0) return refuse(400, "A chunk begins with its size in hex digits; this one does not.");
    if (c == ';') {
        state_ = state::extension;
        return;
    }
    if (c != '\r')
        return refuse(400, "A chunk size is followed by CR LF or by an extension; this one is not.");
    state_ = state::size_lf;
}

void body_decoder::end_of_size_line() {
    if (left_ == 0) {
        state_ = state::trailer_start;
        return;
    }
    if (left_ > limits_.body - decoded_) return refuse(413, "The body is larger than this server takes.");
    decoded_ += left_;
}

void body_decoder::read_trailer(char c) {
    if (++trailers_ > limits_.trailer_bytes)
        return refuse(431, "The trailers are larger than this server reads.");
    switch (state_) {
        case state::trailer_start:
            if (c == '\r') return expect('\r', c, state::last_lf);
            if (!grammar::in(grammar::token, c))
                return refuse(400, "A trailer line does not begin with a name.");
            state_ = state::trailer_name;
            return;
        case state::trailer_name:
            if (c == ':') return expect(':', c, state::trailer_value);
            if (!grammar::in(grammar::token, c)) refuse(400, "A trailer's name is not followed by a colon.");
            return;
        case state::trailer_value:
            if (c == '\r') return expect('\r', c, state::trailer_lf);
            if (!grammar::in(grammar::field_text, c))
                refuse(400, "A trailer's value contains a control character.");
            return;
        case state::trailer_lf: return expect('\n', c, state::trailer_start);
        default: return expect('\n', c, state::complete);  // last_lf
    }
}

void body_decoder::expect(char wanted, char c, state next) {
    if (c != wanted) return refuse(400, "The chunked body has something else where CR LF must stand.");
    state_ = next;
}

void body_decoder::refuse(int status, std::string_view reason) {
    state_ = state::bad;
    why_ = {status, reason};
}

}  // namespace http_min::wire
