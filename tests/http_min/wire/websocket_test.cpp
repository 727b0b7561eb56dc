// websocket_test.cpp -- frames become messages, however they are cut; RFC 6455 section 5.7 has the examples.
#include <http_min/wire/websocket_parser.hpp>
#include <vector>

#include "support/catch.hpp"
#include "support/guard_page.hpp"

using namespace http_min::wire;
using opcode = websocket_opcode;
using namespace std::string_view_literals;

namespace {

constexpr websocket_mask mask{'\x37', '\xfa', '\x21', '\x3d'};

std::string masked(opcode what, std::string_view payload, bool final = true) {
    std::string text;
    append_frame(text, what, payload, final, mask);
    return text;
}

struct heard {
    std::vector<std::string> events;  // "text Hello"
    outcome is = outcome::partial;
    int code = 0;

    friend bool operator==(const heard&, const heard&) = default;
};

std::string spelled(const websocket_piece& piece) {
    const std::string data(piece.data);
    switch (piece.event) {
        case websocket_event::text: return "text " + data;
        case websocket_event::binary: return "binary " + data;
        case websocket_event::ping: return "ping " + data;
        case websocket_event::pong: return "pong " + data;
        case websocket_event::close: return "close " + std::to_string(piece.close_code) + " " + data;
        default: return "none";
    }
}

heard hear(std::string_view text, std::vector<std::size_t> cuts = {}, const websocket_limits& bounds = {},
           websocket_role role = websocket_role::server) {
    websocket_parser parser{role, bounds};
    heard all;
    cuts.push_back(text.size());
    std::size_t from = 0;
    for (const std::size_t cut : cuts) {
        const guarded_text input{text.substr(from, cut - from)};
        from = cut;
        for (std::string_view rest = input.view(); !rest.empty() && all.is == outcome::partial;) {
            const websocket_piece piece = parser.feed(rest);
            rest.remove_prefix(piece.size);
            all.is = piece.is;
            all.code = piece.why.status;
            if (piece.event != websocket_event::none) all.events.push_back(spelled(piece));
        }
    }
    return all;
}

std::vector<std::string> events(std::string_view text) { return hear(text).events; }
int refused_with(std::string_view text) { return hear(text).code; }

}  // namespace

TEST_CASE("a message of one frame, masked or not") {
    CHECK(events("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"sv) == std::vector<std::string>{"text Hello"});
    CHECK(hear("\x81\x05Hello", {}, {}, websocket_role::client).events ==
          std::vector<std::string>{"text Hello"});
    CHECK(masked(opcode::text, "Hello") == "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58");
    CHECK(events(masked(opcode::binary, "")) == std::vector<std::string>{"binary "});
}

TEST_CASE("a message in fragments, with control frames between them") {
    const std::string text = masked(opcode::text, "Hel", false) + masked(opcode::ping, "?") +
                             masked(opcode::continuation, "", false) + masked(opcode::pong, "!") +
                             masked(opcode::continuation, "lo") + masked(opcode::binary, "\xff") +
                             masked(opcode::close,
                                    "\x03\xe8"
                                    "bye") +
                             "ignored";
    CHECK(hear(text) ==
          heard{{"ping ?", "pong !", "text Hello", "binary \xff", "close 1000 bye"}, outcome::complete, 0});
}

TEST_CASE("lengths of two and of eight bytes") {
    for (const std::size_t size : {125u, 126u, 65535u, 65536u}) {
        const std::string data(size, 'x');
        CHECK(events(masked(opcode::text, data)) == std::vector<std::string>{"text " + data});
    }
}

TEST_CASE("however messages are cut, they are heard alike") {
    const std::string text = masked(opcode::text, "H\xc3\xa4l", false) + masked(opcode::ping, "?") +
                             masked(opcode::continuation, "lo") +
                             masked(opcode::binary, std::string(130, 'x')) +
                             masked(opcode::close, "\x03\xe9");
    for (const std::string& each :
         {text, masked(opcode::text, "\xc3") + "more", masked(opcode::ping, "x", false)}) {
        const heard whole = hear(each);
        std::vector<std::size_t> every;
        std::size_t different = 0;
        for (std::size_t i = 0; i <= each.size(); ++i) {
            every.push_back(i);
            for (std::size_t j = i; j <= each.size(); j += 1 + j % 5)
                different += hear(each, {i, j}) != whole;
        }
        different += hear(each, every) != whole;
        CHECK(different == 0);
    }
}

TEST_CASE("broken framing is refused with 1002") {
    CHECK(refused_with("\x81\x05Hello") == 1002);  // not masked
    CHECK(hear(masked(opcode::text, "x"), {}, {}, websocket_role::client).code == 1002);
    CHECK(refused_with("\xc1\x80") == 1002);  // RSV1
    CHECK(refused_with("\x83\x80") == 1002);  // opcode 3
    CHECK(refused_with("\x8b\x80") == 1002);  // opcode 11
    CHECK(refused_with(masked(opcode::continuation, "x")) == 1002);
    CHECK(refused_with(masked(opcode::text, "x", false) + masked(opcode::text, "y")) == 1002);
    CHECK(refused_with(masked(opcode::ping, "x", false)) == 1002);
    CHECK(refused_with(masked(opcode::ping, std::string(126, 'x'))) == 1002);
    CHECK(refused_with("\x81\xfe\x00\x05mask"sv) == 1002);  // 5 in two bytes
    CHECK(refused_with("\x81\xff\x00\x00\x00\x00\x00\x00\xff\xffmask"sv) == 1002);
    CHECK(refused_with("\x81\xff\x80\x00\x00\x00\x00\x00\x00\x00mask"sv) == 1002);
    for (const std::string_view payload : {"\x03"sv, "\x03\xe7"sv, "\x03\xec"sv, "\x03\xed"sv, "\x03\xee"sv,
                                           "\x03\xf7"sv, "\x0b\xb7"sv, "\x13\x88"sv, "\x00\x00"sv})
        CHECK(refused_with(masked(opcode::close, payload)) == 1002);
}

TEST_CASE("text and reasons are UTF-8, or refused with 1007") {
    CHECK(refused_with(masked(opcode::text, "\xff")) == 1007);
    CHECK(refused_with(masked(opcode::text, "\xc3", false) + masked(opcode::continuation, "\xc3")) == 1007);
    CHECK(refused_with(masked(opcode::close, "\x03\xe8\xff")) == 1007);
    CHECK(events(masked(opcode::text, "\xc3", false) + masked(opcode::continuation, "\xa4")) ==
          std::vector<std::string>{"text \xc3\xa4"});
}

TEST_CASE("a message over the limit is refused with 1009 before it is read") {
    websocket_limits small;
    small.message = 5;
    CHECK(hear(masked(opcode::text, "12345"), {}, small).events.size() == 1);
    CHECK(hear(masked(opcode::text, "123456").substr(0, 6), {}, small).code == 1009);
    CHECK(hear(masked(opcode::text, "123", false) + masked(opcode::continuation, "456"), {}, small).code ==
          1009);
    CHECK(hear("\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xffmask"sv, {}, small).code == 1009);
    CHECK(hear(masked(opcode::text, "12345") + masked(opcode::text, "12345"), {}, small).events.size() == 2);
    CHECK(hear(masked(opcode::ping, "123456"), {}, small).events.size() == 1);
}

TEST_CASE("a close without a code, and reasons that are too long") {
    CHECK(events(masked(opcode::close, "")) == std::vector<std::string>{"close 1005 "});
    std::string text;
    append_close(text, 1000, std::string(122, 'x').append("\xc3\xa4"), mask);
    CHECK(events(text) == std::vector<std::string>{std::string("close 1000 ").append(122, 'x')});
    text.clear();
    append_close(text, websocket_code::no_code, {}, mask);
    CHECK(events(text) == std::vector<std::string>{"close 1005 "});
}
