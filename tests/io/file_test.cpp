#include <fcntl.h>

#include <cstring>
#include <rt/core/when_all.hpp>
#include <rt/io/file.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;
using rt::open_mode;

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

rt::task<rt::file> open(std::string path, open_mode mode) {
    auto opened = co_await rt::file::open(std::move(path), mode);
    co_return std::move(opened).value_or_throw("open");
}

rt::task<std::string> content_of(const rt::file& file) {
    std::string text(100, '\0');
    const auto got = co_await file.read_exactly_at(std::as_writable_bytes(std::span(text)), 0);
    text.resize(*got);
    co_return text;
}

rt::task<> write_at(const rt::file& file, std::string_view text, std::uint64_t at) {
    const auto written = co_await file.write_all_at(bytes_of(text), at);
    CHECK(written.has_value());
}

rt::task<std::error_code> error_of_open(std::string path, open_mode mode) {
    const auto opened = co_await rt::file::open(std::move(path), mode);
    co_return opened.error();
}

}  // namespace

TEST_CASE("what is written at a position is read there") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world().run([](std::string path) -> rt::task<> {
        const rt::file file = co_await open(path, open_mode::create);
        co_await write_at(file, "hello world", 0);
        co_await write_at(file, "there", 6);
        std::byte five[5];
        const auto got = co_await file.read_at(five, 6);
        const std::string all = co_await content_of(file);
        CHECK(*got == 5);
        CHECK(std::memcmp(five, "there", 5) == 0);
        CHECK(all == "hello there");
    }(folder / "file"));
}

TEST_CASE("a read at the end of a file, or behind it, is 0 bytes") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world().run([](std::string path) -> rt::task<> {
        const rt::file file = co_await open(path, open_mode::create);
        co_await write_at(file, "abc", 0);
        std::byte some[8];
        const auto rest = co_await file.read_at(some, 1);
        const auto at_the_end = co_await file.read_at(some, 3);
        const auto behind = co_await file.read_at(some, 1000);
        CHECK(*rest == 2);
        CHECK(*at_the_end == 0);
        CHECK(*behind == 0);
    }(folder / "file"));
}

TEST_CASE(
    "one after the other: read_some and write_all move the position, and only when they have moved bytes") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world().run([](std::string path) -> rt::task<> {
        rt::file file = co_await open(path, open_mode::create);
        const auto first = co_await file.write_all(bytes_of("one "));
        const auto second = co_await file.write_all(bytes_of("two"));
        CHECK((first && second));
        CHECK(file.position() == 7);
        file.seek(4);
        std::byte buffer[8];
        const auto got = co_await file.read_some(buffer);
        CHECK(*got == 3);
        CHECK(file.position() == 7);
        const auto end = co_await file.read_some(buffer);
        CHECK(*end == 0);
        CHECK(file.position() == 7);
    }(folder / "file"));
}

TEST_CASE("the mode says what becomes of a file that is there, and of one that is not") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world().run([](std::string path) -> rt::task<> {
        const auto missing = co_await error_of_open(path, open_mode::read);
        CHECK(missing == std::errc::no_such_file_or_directory);
        {
            const rt::file made = co_await open(path, open_mode::create);
            co_await write_at(made, "first", 0);
        }
        const auto twice = co_await error_of_open(path, open_mode::create);
        CHECK(twice == std::errc::file_exists);
        {
            rt::file appended = co_await open(path, open_mode::append);
            const auto written = co_await appended.write_all(bytes_of(", second"));
            CHECK(written.has_value());
        }
        const rt::file kept = co_await open(path, open_mode::update);
        std::string text = co_await content_of(kept);
        CHECK(text == "first, second");
        const rt::file emptied = co_await open(path, open_mode::write);
        text = co_await content_of(kept);
        CHECK(text.empty());
    }(folder / "file"));
}

TEST_CASE("a file that was opened for reading is not written, and the other way round") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world().run([](std::string path) -> rt::task<> {
        const rt::file writer = co_await open(path, open_mode::write);
        const rt::file reader = co_await open(path, open_mode::read);
        std::byte one[1];
        const auto read = co_await writer.read_at(one, 0);
        const auto written = co_await reader.write_at(one, 0);
        CHECK(read.error() == std::errc::bad_file_descriptor);
        CHECK(written.error() == std::errc::bad_file_descriptor);
    }(folder / "file"));
}

TEST_CASE("several pieces of memory are written as one, however many and however small") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    const std::string all = "many small pieces, some of them empty, and more than fit into one window";
    std::vector<std::span<const std::byte>> pieces;
    for (std::size_t i = 0; i < all.size(); i += 2) {
        pieces.push_back(bytes_of(std::string_view(all).substr(i, 2)));
        pieces.push_back({});
    }
    const std::string text = world().run(
        [](std::string path, std::span<const std::span<const std::byte>> what) -> rt::task<std::string> {
            const rt::file file = co_await open(path, open_mode::create);
            const auto written = co_await file.write_all_at(what, 0);
            CHECK(written.has_value());
            co_return co_await content_of(file);
        }(folder / "file", pieces));
    CHECK(text == all);
}

TEST_CASE("the status says how large a file is and that it is one") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world().run([](std::string path) -> rt::task<> {
        const rt::file file = co_await open(path, open_mode::create);
        co_await write_at(file, "12345", 0);
        const auto status = co_await file.status().within(1h);
        CHECK(status->size == 5);
        CHECK(status->is_regular());
        CHECK_FALSE(status->is_directory());
        const auto size = co_await file.size();
        CHECK(*size == 5);
    }(folder / "file"));
}

TEST_CASE("sync waits for the disk, and says when it cannot") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world here;
    const int socket = here.socket_pair()[0];
    here.run([](std::string path, int unsyncable) -> rt::task<> {
        const rt::file file = co_await open(path, open_mode::create);
        co_await write_at(file, "12345", 0);
        const auto data = co_await file.sync_data();
        const auto everything = co_await file.sync().within(1h);
        CHECK((data && everything));
        const auto refused = co_await rt::io_awaiter<rt::done>(rt::op_code::sync, unsyncable);
        CHECK(refused.error() == std::errc::invalid_argument);
    }(folder / "file", socket));
}

TEST_CASE("many reads of one file at a time, each at its own position") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    const int right = world().run([](std::string path) -> rt::task<int> {
        const rt::file file = co_await open(path, open_mode::create);
        std::string text(64 * 1024, '.');
        for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>('a' + i / 1024);
        co_await write_at(file, text, 0);
        int count = 0;
        auto read_one = [](const rt::file& from, std::size_t i, int& sum) -> rt::task<> {
            std::vector<std::byte> block(1024);
            const auto got = co_await from.read_exactly_at(block, i * 1024);
            const auto expected = static_cast<std::byte>('a' + i);
            sum += *got == 1024 && block.front() == expected && block.back() == expected;
        };
        std::vector<rt::task<>> all;
        for (std::size_t i = 0; i < 64; ++i) all.push_back(read_one(file, i, count));
        co_await rt::when_all(std::move(all));
        co_return count;
    }(folder / "file"));
    CHECK(right == 64);
}

TEST_CASE("a closed file answers that it is closed") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world().run([](std::string path) -> rt::task<> {
        rt::file file = co_await open(path, open_mode::create);
        const auto closed = co_await file.close();
        CHECK(closed.has_value());
        CHECK_FALSE(file);
        std::byte one[1];
        const auto read = co_await file.read_at(one, 0);
        CHECK(read.error() == std::errc::bad_file_descriptor);
        const auto again = co_await file.close();
        CHECK(again.has_value());
    }(folder / "file"));
}

TEST_CASE("a full disk is an error of the write that no longer fits, after a short one that still did") {
    world here(rt::simulated_options{});
    here.kernel().files.disk().set_room(6);
    here.run([]() -> rt::task<> {
        const rt::file file = co_await open("full", open_mode::create);
        const auto written = co_await file.write_at(bytes_of("0123456789"), 0);
        CHECK(*written == 6);
        const auto rest = co_await file.write_all_at(bytes_of("6789"), 6);
        CHECK(rest.error() == std::errc::no_space_on_device);
        const auto over = co_await file.write_all_at(bytes_of("abcdef"), 0);  // takes no more room
        CHECK(over.has_value());
    }());
}

TEST_CASE("every request to a file can fail by the plan, and every short one is gone on with") {
    rt::simulated_options options;
    options.faults.fail(IORING_OP_OPENAT, 1, EMFILE)
        .shorten(IORING_OP_WRITE, 1, 3)
        .shorten(IORING_OP_READ, 1, 2);
    options.faults.fail(IORING_OP_FSYNC, 1, EIO).fail(IORING_OP_STATX, 1, EIO).fail(IORING_OP_CLOSE, 1, EIO);
    world here(options);
    here.run([]() -> rt::task<> {
        const auto no_descriptor = co_await error_of_open("file", open_mode::create);
        CHECK(no_descriptor == std::errc::too_many_files_open);
        rt::file file = co_await open("file", open_mode::create);
        co_await write_at(file, "0123456789", 0);
        const std::string text = co_await content_of(file);
        CHECK(text == "0123456789");
        const auto synced = co_await file.sync();
        const auto known = co_await file.size();
        const auto closed = co_await file.close();
        CHECK(synced.error() == std::errc::io_error);
        CHECK(known.error() == std::errc::io_error);
        CHECK(closed.error() == std::errc::io_error);
        CHECK_FALSE(file);
    }());
    CHECK(rt::simulated_kernel::here().descriptors.size() == 0);  // and yet the number is free
}
