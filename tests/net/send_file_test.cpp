#include <rt/net/send_file.hpp>

#include "support/catch.hpp"
#include "support/connection.hpp"
#include "support/temporary_folder.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;
using rt::open_mode;

rt::task<rt::file> file_of(std::string path, std::string text) {
    auto opened = co_await rt::file::open(std::move(path), open_mode::create);
    rt::file made = std::move(opened).value_or_throw("open");
    const auto written = co_await made.write_all(bytes_of(text));
    CHECK(written.has_value());
    co_return std::move(made);
}

rt::task<std::uint64_t> send_and_finish(const rt::file& from, std::uint64_t at, std::uint64_t length,
                                        const rt::stream& to) {
    auto sent = co_await rt::send_file(from, at, length, to);
    (void)to.finish_writing();
    co_return std::move(sent).value_or_throw("send_file");
}

}  // namespace

TEST_CASE("a piece of a file arrives as it stands there") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world().run([](std::string path) -> rt::task<> {
        const connection both = co_await make_connection();
        const rt::file file = co_await file_of(path, "0123456789");
        auto [text, sent] =
            co_await rt::when_all(read_to_end(both.client), send_and_finish(file, 2, 5, both.server));
        CHECK(text == "23456");
        CHECK(sent == 5);
    }(folder / "file"));
}

TEST_CASE("a megabyte arrives whole, and where the file ends so does what is sent") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world().run([](std::string path) -> rt::task<> {
        std::string all(1'000'000, '.');
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<char>('a' + i / 7 % 26);
        const connection both = co_await make_connection();
        const rt::file file = co_await file_of(path, all);
        auto [text, sent] =
            co_await rt::when_all(read_to_end(both.client), send_and_finish(file, 0, 5'000'000, both.server));
        const bool equal = text == all;
        CHECK(equal);
        CHECK(sent == all.size());
    }(folder / "file"));
}

TEST_CASE(
    "a peer that does not read is ended by the limit, and one that is gone is an error, never a signal") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world().run([](std::string path) -> rt::task<> {
        connection both = co_await make_connection();
        const rt::file file = co_await file_of(path, std::string(8 << 20, '.'));
        const auto late = co_await rt::send_file(file, 0, 8 << 20, both.server, 5ms);
        CHECK(late.error() == std::errc::timed_out);
        (void)co_await both.client.close();
        const auto gone = co_await rt::send_file(file, 0, 8 << 20, both.server);
        const bool is_gone =
            gone.error() == std::errc::broken_pipe || gone.error() == std::errc::connection_reset;
        CHECK(is_gone);
    }(folder / "file"));
}
