#include <unistd.h>

#include "support/catch.hpp"
#include "support/connection.hpp"
#include "support/temporary_folder.hpp"
#include "support/world.hpp"

namespace {

rt::task<std::string> ask(const rt::listener& listening) {
    const connection both = co_await connect_by(listening);
    co_await write_text(both.client, "over a UNIX socket");
    (void)both.client.finish_writing();
    co_return co_await read_to_end(both.server);
}

rt::task<std::string> ask_at(rt::address where) {
    const auto listening = rt::listener::listen(where).value_or_throw("listen");
    co_return co_await ask(listening);
}

}  // namespace

TEST_CASE("a UNIX socket at a path carries what a TCP one does") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    const auto at = rt::address::at_path(folder / "socket").value_or_throw("at_path");
    CHECK(world().run(ask_at(at)) == "over a UNIX socket");
}

TEST_CASE("a UNIX socket with an abstract name needs no file, and its name is free again afterwards") {
    if (world::is_refused()) return;
    const auto at = rt::address::abstract("ringlab." + std::to_string(::getpid())).value_or_throw("abstract");
    for (int i = 0; i < 2; ++i) CHECK(world().run(ask_at(at)) == "over a UNIX socket");
}

TEST_CASE("where a UNIX socket is, nobody else listens; where none is, nobody answers") {
    if (world::is_refused()) return;
    const temporary_folder folder;
    world().run([](std::string path) -> rt::task<> {
        const auto at = rt::address::at_path(path).value_or_throw("at_path");
        const auto nobody = co_await rt::connect(at);
        const bool unanswered = nobody.error() == std::errc::no_such_file_or_directory ||
                                nobody.error() == std::errc::connection_refused;
        CHECK(unanswered);
        const auto first = rt::listener::listen(at).value_or_throw("listen");
        const auto second = rt::listener::listen(at);
        CHECK(second.error() == std::errc::address_in_use);
        CHECK(first.local().value_or_throw("local") == at);
    }(folder / "socket"));
}

TEST_CASE("the name of a UNIX socket, as text") {
    CHECK(rt::address::at_path("/run/socket").value_or_throw("at_path").to_string() == "unix:/run/socket");
    CHECK(rt::address::abstract("here").value_or_throw("abstract").to_string() == "unix:@here");
    CHECK(rt::address::abstract("here").value_or_throw("abstract").port() == 0);
}

TEST_CASE("a name that is longer than the kernel takes is refused, and so is none") {
    CHECK(rt::address::at_path(std::string(107, 'x')).has_value());
    CHECK(rt::address::at_path(std::string(108, 'x')).error() == std::errc::filename_too_long);
    CHECK(rt::address::at_path("").error() == std::errc::filename_too_long);
}
