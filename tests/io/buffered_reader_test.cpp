#include <rt/io/buffered_reader.hpp>
#include <vector>

#include "support/catch.hpp"
#include "support/drive.hpp"

namespace {

// Gives what it has in pieces of the sizes it is told, then the end or an error.
struct script {
    std::string text;
    std::size_t at_a_time = 1;
    std::error_code then;
    int asked = 0;

    rt::task<rt::io_result<std::size_t>> read_some(std::span<std::byte> into) {
        ++asked;
        if (text.empty() && then) co_return then;
        const std::size_t count = std::min({text.size(), at_a_time, into.size()});
        std::copy_n(reinterpret_cast<const std::byte*>(text.data()), count, into.data());
        text.erase(0, count);
        co_return count;
    }
};

std::string until(rt::buffered_reader<script>& from, std::string_view delimiter, std::size_t limit = 1000) {
    const auto got = run_now(from.read_until(delimiter, limit));
    return got ? std::string(*got) : got.error().message();
}

std::string exactly(rt::buffered_reader<script>& from, std::size_t count) {
    std::string text(count, '?');
    const auto got = run_now(from.read_exactly(std::as_writable_bytes(std::span(text))));
    return text.substr(0, *got);
}

}  // namespace

TEST_CASE("read_until gives what ends with the delimiter, however the bytes come") {
    for (std::size_t at_a_time = 1; at_a_time < 20; ++at_a_time) {
        script source{"first\r\nsecond\r\n\r\nrest", at_a_time, {}};
        rt::buffered_reader reader(source);
        CHECK(until(reader, "\r\n") == "first\r\n");
        CHECK(until(reader, "\r\n") == "second\r\n");
        CHECK(until(reader, "\r\n") == "\r\n");
        CHECK(until(reader, "\r\n") == "rest");
        CHECK(until(reader, "\r\n").empty());
    }
}

TEST_CASE("what half looks like the delimiter is not taken for it") {
    script source{"a\ra\r\r\nb", 1, {}};
    rt::buffered_reader reader(source);
    CHECK(until(reader, "\r\n") == "a\ra\r\r\n");
}

TEST_CASE("a delimiter that is not within the limit is an error, and nothing is lost") {
    script source{"0123456789\n", 4, {}};
    rt::buffered_reader reader(source);
    CHECK(until(reader, "\n", 5) == std::make_error_code(std::errc::message_size).message());
    CHECK(until(reader, "\n", 11) == "0123456789\n");
}

TEST_CASE("the delimiter may be the last byte within the limit") {
    script source{"01234\n", 100, {}};
    rt::buffered_reader reader(source);
    CHECK(until(reader, "\n", 6) == "01234\n");
}

TEST_CASE("what was read ahead comes first, and the rest of an exact count past the buffer") {
    script source{"line\nbody and more", 9, {}};
    rt::buffered_reader reader(source);
    CHECK(until(reader, "\n") == "line\n");
    CHECK(reader.buffered() == "body");
    CHECK(exactly(reader, 8) == "body and");
    CHECK(reader.buffered().empty());
    CHECK(exactly(reader, 100) == " more");
}

TEST_CASE("read_some gives what is there without asking again, and 0 at the end") {
    script source{"line\nrest", 100, {}};
    rt::buffered_reader reader(source);
    until(reader, "\n");
    std::byte buffer[100];
    CHECK(*run_now(reader.read_some(buffer)) == 4);
    CHECK(source.asked == 1);
    CHECK(*run_now(reader.read_some(buffer)) == 0);
}

TEST_CASE("an error of the source is the reader's, and what came before it is still there") {
    script source{"half a li", 100, std::make_error_code(std::errc::connection_reset)};
    rt::buffered_reader reader(source);
    CHECK(until(reader, "\n") == std::make_error_code(std::errc::connection_reset).message());
    CHECK(reader.buffered() == "half a li");
}
