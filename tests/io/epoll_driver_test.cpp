// The driver on readiness: what is tried at once, what waits, and what ends a wait.
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <rt/core/when_all.hpp>
#include <rt/io/epoll_driver.hpp>
#include <rt/io/io_awaiter.hpp>
#include <rt/io/run.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <span>

#include "support/catch.hpp"

using namespace std::chrono_literals;

namespace {

template <class T>
T run_on_epoll(rt::task<T> work) {
    return rt::run(std::move(work), {.driver = "epoll"});
}

struct socket_pair {
    rt::fd a;
    rt::fd b;
    socket_pair() {
        int both[2];
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, both) == 0);
        a = rt::fd(both[0]);
        b = rt::fd(both[1]);
    }
};

rt::io_awaiter<std::size_t> receive(const rt::fd& from, std::span<char> into) {
    return rt::io_awaiter<std::size_t>(rt::op_code::receive, from.get(), into.data(),
                                       static_cast<std::uint32_t>(into.size()), 0);
}

rt::io_awaiter<std::size_t> send(const rt::fd& to, std::string_view text) {
    return rt::io_awaiter<std::size_t>(rt::op_code::send, to.get(), const_cast<char*>(text.data()),
                                       static_cast<std::uint32_t>(text.size()), MSG_NOSIGNAL);
}

rt::task<std::size_t> receive_soon(const rt::fd& from, std::vector<std::string>& story) {
    std::array<char, 16> buffer;
    story.push_back("waits");
    const auto got = co_await receive(from, buffer);
    story.push_back("has it");
    co_return *got;
}

rt::task<> send_then(const rt::fd& to, std::vector<std::string>& story) {
    story.push_back("sends");
    const auto sent = co_await send(to, "ping");
    CHECK(*sent == 4);
}

}  // namespace

TEST_CASE("a receive waits until there is something to receive") {
    socket_pair pair;
    std::vector<std::string> story;
    run_on_epoll([](socket_pair& p, std::vector<std::string>& s) -> rt::task<> {
        co_await rt::when_all(receive_soon(p.a, s), send_then(p.b, s));
    }(pair, story));
    CHECK(story == std::vector<std::string>{"waits", "sends", "has it"});
}

TEST_CASE("a reader and a writer may wait on one descriptor") {
    socket_pair pair;
    const std::size_t total = run_on_epoll([](socket_pair& p) -> rt::task<std::size_t> {
        const std::string much(1 << 20, 'x');  // more than the socket holds: the writer must wait
        auto write_all = [](const rt::fd& to, std::string_view text) -> rt::task<> {
            while (!text.empty()) {
                const auto sent = co_await send(to, text);
                text.remove_prefix(*sent);
            }
        };
        auto read_all = [](const rt::fd& from, std::size_t wanted) -> rt::task<std::size_t> {
            std::vector<char> buffer(64 * 1024);
            std::size_t have = 0;
            while (have < wanted) {
                const auto got = co_await receive(from, buffer);
                have += *got;
            }
            co_return have;
        };
        const auto [a, none, b, nothing] =
            co_await rt::when_all(read_all(p.a, much.size()), write_all(p.a, much), read_all(p.b, much.size()),
                                  write_all(p.b, much));
        co_return a + b;
    }(pair));
    CHECK(total == 2u << 20);
}

TEST_CASE("a time limit ends a wait with timed_out") {
    socket_pair pair;
    const std::error_code error = run_on_epoll([](socket_pair& p) -> rt::task<std::error_code> {
        std::array<char, 16> buffer;
        const auto got = co_await receive(p.a, buffer).within(1ms);
        co_return got.error();
    }(pair));
    CHECK((error == std::errc::timed_out));
}

TEST_CASE("what was spawned is cancelled at the end, wherever it waits") {
    socket_pair pair;
    bool cancelled = false;
    run_on_epoll([](socket_pair& p, bool& seen) -> rt::task<> {
        auto wait_forever = [](const rt::fd& from, bool& was_cancelled) -> rt::task<> {
            std::array<char, 16> buffer;
            try {
                const auto got = co_await receive(from, buffer);
                CHECK_FALSE(got);
            } catch (const rt::cancelled&) {
                was_cancelled = true;
                throw;
            }
        };
        auto work = wait_forever(p.a, seen);
        rt::spawn(std::move(work));
        co_await rt::sleep_for(1ms);
    }(pair, cancelled));
    CHECK(cancelled);
}

TEST_CASE("a descriptor's number may come again for another descriptor") {
    run_on_epoll([]() -> rt::task<> {
        for (int i = 0; i < 10; ++i) {
            socket_pair pair;
            std::vector<std::string> story;
            co_await rt::when_all(receive_soon(pair.a, story), send_then(pair.b, story));
            CHECK(story.size() == 3);
        }
    }());
}

TEST_CASE("another thread wakes the loop from its wait") {
    const int answer = run_on_epoll([]() -> rt::task<int> {
        const int got = co_await rt::run_blocking([] { return 42; });
        co_return got;
    }());
    CHECK(answer == 42);
}

TEST_CASE("an error of the call is the operation's result") {
    const std::error_code error = run_on_epoll([]() -> rt::task<std::error_code> {
        std::array<char, 4> buffer;
        const rt::fd none;
        const auto got = co_await receive(none, buffer);
        co_return got.error();
    }());
    CHECK((error == std::errc::bad_file_descriptor));
}
