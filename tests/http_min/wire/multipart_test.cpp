// multipart_test.cpp -- parts out of multipart/form-data, however its bytes are cut.
#include <http_min/wire/multipart.hpp>
#include <vector>

#include "support/catch.hpp"
#include "support/guard_page.hpp"

using namespace http_min::wire;

namespace {

struct part {
    std::string name;
    std::optional<std::string> filename;
    std::string data;
    bool ended = false;

    friend bool operator==(const part&, const part&) = default;
};

struct parsed {
    outcome is = outcome::partial;
    std::size_t size = 0;
    refusal why;
    std::vector<part> parts;

    friend bool operator==(const parsed&, const parsed&) = default;
};

// Feeds `text` in the given pieces, each ending where memory ends.
parsed parse(std::string_view text, std::vector<std::size_t> cuts = {}, const form_limits& bounds = {}) {
    multipart_parser parser{"b", bounds};
    parsed all;
    cuts.push_back(text.size());
    std::size_t from = 0;
    for (const std::size_t cut : cuts) {
        const guarded_text input{text.substr(from, cut - from)};
        from = cut;
        for (std::string_view rest = input.view(); !rest.empty() && all.is == outcome::partial;) {
            const multipart_piece piece = parser.feed(rest);
            rest.remove_prefix(piece.size);
            all.is = piece.is;
            all.why = piece.why;
            all.size += piece.size;
            if (piece.event == multipart_event::head)
                all.parts.push_back({parser.part().name, parser.part().filename, {}, false});
            if (piece.event == multipart_event::data) all.parts.back().data += piece.data;
            if (piece.event == multipart_event::end_of_part) all.parts.back().ended = true;
        }
    }
    if (all.is == outcome::bad) all.size = 0;
    return all;
}

std::string field(std::string_view name, std::string_view data) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"\r\n\r\n" +
           std::string(data) + "\r\n";
}

const std::string upload =
    "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.bin\"\r\nContent-Type: image/png\r\n\r\n"
    "\r\n-\r\r\n--\r\n-b\r\n--a\r\r\n\r\n" +
    field("note", "hi") + "--b--";

}  // namespace

TEST_CASE("parts have names, files have filenames, and data may look like a boundary for a while") {
    const parsed all = parse(upload);
    CHECK(all.is == outcome::complete);
    CHECK(all.size == upload.size());
    REQUIRE(all.parts.size() == 2);
    CHECK(all.parts[0] == part{"f", "a.bin", "\r\n-\r\r\n--\r\n-b\r\n--a\r\r\n", true});
    CHECK(all.parts[1] == part{"note", std::nullopt, "hi", true});
}

TEST_CASE("a form without parts, and parts without data") {
    CHECK(parse("--b--\r\n").is == outcome::complete);
    CHECK(parse("--b--\r\n").size == 5);
    CHECK(parse("\r\n--b--").is == outcome::complete);
    CHECK(parse(field("a", "") + "--b--").parts == std::vector<part>{{"a", std::nullopt, "", true}});
    const std::string_view without_its_own_line_end =
        "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n--b--";
    CHECK(parse(without_its_own_line_end).parts == std::vector<part>{{"a", std::nullopt, "", true}});
    CHECK(parse(field("a", "--") + "--b--").parts[0].data == "--");
}

TEST_CASE("blanks may stand behind a boundary, and anything behind the last one") {
    const parsed all = parse("--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--whatever");
    CHECK(all.is == outcome::complete);
    CHECK(all.parts == std::vector<part>{{"a", std::nullopt, "x", true}});
}

TEST_CASE("data comes in pieces that point into the input") {
    multipart_parser parser{"b"};
    const std::string text = field("a", "data");
    std::size_t at = parser.feed(text).size;
    const multipart_piece piece = parser.feed(std::string_view(text).substr(at));
    CHECK(piece.data == "data");
    CHECK(piece.data.data() == text.data() + at);
}

TEST_CASE("however a form is cut, it gives the same parts and the same answer") {
    const std::string texts[] = {upload, field("a", "x") + "--bad",
                                 field("a", "x") + "--b\r\nno colon\r\n\r\n",
                                 "\r\n" + field("a", "\r\n--") + "--b--", "\r\n\r\n--b--"};
    for (const std::string& text : texts) {
        const parsed whole = parse(text);
        std::vector<std::size_t> every;
        std::size_t different = 0;
        for (std::size_t i = 0; i <= text.size(); ++i) {
            every.push_back(i);
            for (std::size_t j = i; j <= text.size(); j += 1 + j % 3)
                different += parse(text, {i, j}) != whole;
        }
        different += parse(text, every) != whole;
        CHECK(different == 0);
    }
}

TEST_CASE("broken forms are refused") {
    for (const char* text :
         {"x--b--", "\n--b--", "\r\n\r\n--b--", "--c--", "--b-x", "--b\n", "--b\rx", "--bx\r\n", "--b x\r\n",
          "--b\r\n\r\n", "--b\r\nContent-Type: text/plain\r\n\r\n",
          "--b\r\n Content-Disposition: form-data; name=a\r\n\r\n",
          "--b\r\nContent-Disposition : form-data; name=a\r\n\r\n",
          "--b\r\nContent-Disposition: form-data; name=a\n\r\n\r\n",
          "--b\r\nContent-Disposition: form-data; name=a\r\n folded\r\n\r\n",
          "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=a\r\n\r\n",
          "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--bad"}) {
        INFO(text);
        const parsed all = parse(text);
        CHECK(all.is == outcome::bad);
        CHECK(all.why.status == 400);
        CHECK(!all.why.reason.empty());
    }
}

TEST_CASE("a form that breaks off is never complete") {
    std::size_t complete = 0;
    for (std::size_t size = 0; size < upload.size(); ++size)
        complete += parse(std::string_view(upload).substr(0, size)).is != outcome::partial;
    CHECK(complete == 0);
}

TEST_CASE("fields, files, heads, fields' bytes and the whole are bounded") {
    form_limits small;
    small.fields = 2;
    CHECK(parse(field("a", "") + field("b", "") + "--b--", {}, small).is == outcome::complete);
    CHECK(parse(field("a", "") + field("b", "") + field("c", ""), {}, small).is == outcome::bad);
    small = {};
    small.files = 0;
    CHECK(parse(upload, {}, small).is == outcome::bad);
    CHECK(parse(field("a", "") + "--b--", {}, small).is == outcome::complete);
    small = {};
    small.field_bytes = 3;
    CHECK(parse(field("a", "123") + "--b--", {}, small).is == outcome::complete);
    CHECK(parse(field("a", "1234") + "--b--", {}, small).is == outcome::bad);
    CHECK(parse(upload, {}, small).is == outcome::complete);
    small = {};
    small.part_head_bytes = 60;
    CHECK(parse(field("a", "") + "--b--", {}, small).is == outcome::complete);
    CHECK(parse("--b\r\nX: " + std::string(60, 'x'), {}, small).is == outcome::bad);
    small = {};
    small.total = upload.size();
    CHECK(parse(upload, {}, small).is == outcome::complete);
    --small.total;
    CHECK(parse(upload, {}, small).why.status == 413);
}
