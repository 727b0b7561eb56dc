#include <sys/mman.h>

#include <rt/core/when_all.hpp>
#include <rt/io/file.hpp>
#include <rt/io/pipe.hpp>
#include <rt/io/splice.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

rt::task<std::string> read_to_end(const rt::pipe_reader& from) {
    std::string all;
    std::byte buffer[5000];
    for (;;) {
        const auto got = co_await from.read_some(buffer);
        if (!got || *got == 0) co_return all;
        all.append(reinterpret_cast<const char*>(buffer), *got);
    }
}

rt::task<> write_and_close(rt::pipe_writer to, std::string text) {
    const auto written = co_await to.write_all(bytes_of(text));
    CHECK(written.has_value());
    (void)co_await to.close();
}

rt::pipe_ends make_pipe() { return rt::make_pipe().value_or_throw("make_pipe"); }

rt::task<> splice_into(const rt::fd& from, const rt::fd& to, rt::io_result<std::size_t>& answer) {
    answer = co_await rt::splice(from, to, 100);
}

rt::task<> let_it_park() {
    for (int i = 0; i < 4; ++i) (void)co_await nop();
}

// 4 GiB of addresses, of which the first page can be touched: what one call moves comes from there.
class huge_span {
  public:
    huge_span()
        : at_(static_cast<std::byte*>(::mmap(nullptr, size, PROT_READ | PROT_WRITE,
                                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0))) {}
    huge_span(const huge_span&) = delete;
    huge_span& operator=(const huge_span&) = delete;
    ~huge_span() { ::munmap(at_, size); }
    std::span<std::byte> all() const { return {at_, size}; }

  private:
    static constexpr std::size_t size = std::size_t{4} << 30;
    std::byte* at_;
};

rt::task<std::size_t> write_and_read_4_gib() {
    const huge_span memory;
    rt::pipe_ends ends = make_pipe();
    const auto written = co_await ends.writer.write_some(memory.all());
    const auto got = co_await ends.reader.read_some(memory.all());
    CHECK(written.has_value());
    co_return got.has_value() && written.has_value() && *got == *written ? *got : 0;
}

}  // namespace

TEST_CASE("a span of 4 GiB is written and read in part, as any that is too long is") {
    if (world::is_refused()) return;
    if (world::is_simulated()) return;  // its kernel asks for every byte of what may be written
    CHECK(world().run(write_and_read_4_gib()) > 0);
}

TEST_CASE("what one end writes the other reads, and then the end") {
    if (world::is_refused()) return;
    const std::string text = world().run([]() -> rt::task<std::string> {
        rt::pipe_ends ends = make_pipe();
        auto [all, written] =
            co_await rt::when_all(read_to_end(ends.reader), write_and_close(std::move(ends.writer), "hello"));
        co_return std::move(all);
    }());
    CHECK(text == "hello");
}

TEST_CASE("a full pipe waits for its reader, and a mebibyte comes through") {
    if (world::is_refused()) return;
    const std::size_t size = world().run([]() -> rt::task<std::size_t> {
        rt::pipe_ends ends = make_pipe();
        auto [all, written] = co_await rt::when_all(
            read_to_end(ends.reader), write_and_close(std::move(ends.writer), std::string(1 << 20, '.')));
        co_return all.size();
    }());
    CHECK(size == 1 << 20);
}

TEST_CASE("a pipe without a reader is an error of the write, never a signal") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        rt::pipe_ends ends = make_pipe();
        (void)co_await ends.reader.close();
        const auto written = co_await ends.writer.write_some(bytes_of("x"));
        CHECK(written.error() == std::errc::broken_pipe);
    }());
}

TEST_CASE("a read with a limit that passes has timed out; one whose end is closed under it is told") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        rt::pipe_ends ends = make_pipe();
        std::byte one[1];
        const auto late = co_await ends.reader.read_some(one).within(1ms);
        CHECK(late.error() == std::errc::timed_out);
        std::error_code why;
        auto read_into = [](const rt::pipe_reader& from, std::error_code& error) -> rt::task<> {
            std::byte memory[1];
            const auto got = co_await from.read_some(memory);
            error = got.error();
        };
        rt::spawn(read_into(ends.reader, why));
        co_await let_it_park();
        (void)co_await ends.reader.close();
        co_await rt::yield();
        CHECK(why == std::errc::bad_file_descriptor);
    }());
}

TEST_CASE("a splice moves bytes from one pipe to another, as many as are there") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::pipe_ends a = make_pipe(), b = make_pipe();
        (void)co_await a.writer.write_some(bytes_of("through both"));
        const auto moved = co_await rt::splice(a.reader.descriptor(), b.writer.descriptor(), 100).within(1h);
        CHECK(*moved == 12);
        std::byte buffer[100];
        const auto got = co_await b.reader.read_some(buffer);
        CHECK(*got == 12);
    }());
}

TEST_CASE("a splice waits for its source, and a limit ends it") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::pipe_ends a = make_pipe(), b = make_pipe();
        const auto late = co_await rt::splice(a.reader.descriptor(), b.writer.descriptor(), 100).within(1ms);
        CHECK(late.error() == std::errc::timed_out);
        rt::io_result<std::size_t> moved = std::errc::timed_out;
        rt::spawn(splice_into(a.reader.descriptor(), b.writer.descriptor(), moved));
        co_await let_it_park();
        (void)co_await a.writer.write_some(bytes_of("now"));
        std::byte buffer[100];
        const auto got = co_await b.reader.read_some(buffer);
        CHECK(*got == 3);
        co_await let_it_park();
    }());
}

TEST_CASE("a splice is ended by a close of either of its two") {
    if (world::is_refused()) return;
    for (const bool close_source : {true, false}) {
        world().run([](bool source) -> rt::task<> {
            rt::pipe_ends a = make_pipe(), b = make_pipe();
            rt::io_result<std::size_t> answer = std::size_t{0};
            rt::spawn(splice_into(a.reader.descriptor(), b.writer.descriptor(), answer));
            co_await let_it_park();
            auto closing = source ? a.reader.close() : b.writer.close();
            (void)co_await std::move(closing);
            co_await rt::yield();
            CHECK(answer.error() == std::errc::bad_file_descriptor);
        }(close_source));
    }
}

TEST_CASE("a splice from a file into a full pipe waits for room, and a limit ends it") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world().run([](std::string path) -> rt::task<> {
        auto opened = co_await rt::file::open(path, rt::open_mode::create);
        const rt::file file = std::move(opened).value_or_throw("open");
        const auto written = co_await file.write_all_at(bytes_of(std::string(1 << 20, '.')), 0);
        CHECK(written.has_value());
        const rt::pipe_ends ends = make_pipe();
        std::uint64_t at = 0;
        std::error_code why;
        while (!why) {
            const auto moved =
                co_await rt::splice_at(file.descriptor(), at, ends.writer.descriptor(), 4096).within(5ms);
            why = moved.error();
            if (moved) at += *moved;
        }
        CHECK(why == std::errc::timed_out);
        CHECK(at >= 65536);
        std::vector<std::byte> buffer(1 << 20);
        const auto got = co_await ends.reader.read_some(buffer);
        const auto again = co_await rt::splice_at(file.descriptor(), at, ends.writer.descriptor(), 4096);
        CHECK(*got > 0);
        CHECK(*again > 0);
    }(folder / "file"));
}
