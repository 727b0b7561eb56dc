// A server and many unruly clients: they talk, give up in the middle, reset, and half-close. Afterwards
// nothing is left.
#include <dirent.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <random>
#include <rt/core/task_group.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/net/listener.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/counted_heap.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

// The pools keep as many frames as ever lived at once, some 5 KiB for a connection: a few more than in the
// first round may have. What a leak of one frame in a hundred connections would take is well above.
[[maybe_unused]] constexpr std::size_t most_growth = 512 * 1024;

struct tally {
    int talked = 0, gave_up = 0, reset = 0, half_closed = 0, wrong = 0, refused = 0;
    int served = 0;
};

// Both ends of a thousand connections are ours.
void raise_descriptor_limit() {
    rlimit limit{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
    limit.rlim_cur = limit.rlim_max;
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &limit) == 0);
}

std::size_t open_descriptors() {
    std::size_t count = 0;
    DIR* const here = ::opendir("/proc/self/fd");
    while (::readdir(here) != nullptr) ++count;
    ::closedir(here);
    return count;
}

rt::task<> echo(rt::stream client, tally& t) {
    std::array<std::byte, 4096> buffer;
    for (;;) {
        const auto got = co_await client.read_some(buffer);
        if (!got || *got == 0) break;
        const auto sent = co_await client.write_all(std::span(buffer).first(*got));
        if (!sent) break;
    }
    ++t.served;
}

rt::task<> serve(const rt::listener& at, tally& t) {
    co_await rt::with_task_group([&](rt::task_group& clients) -> rt::task<> {
        for (;;) {
            auto client = co_await at.accept();
            if (client) clients.start_soon(echo, std::move(*client), std::ref(t));
        }
    });
}

rt::task<bool> say_and_hear(rt::stream& to, std::span<const std::byte> words) {
    const auto sent = co_await to.write_all(words);
    if (!sent) co_return false;
    std::string heard;
    std::array<std::byte, 1024> buffer;
    while (heard.size() < words.size()) {
        const auto got = co_await to.read_some(buffer);
        if (!got || *got == 0) co_return false;
        heard.append(reinterpret_cast<const char*>(buffer.data()), *got);
    }
    co_return heard == std::string(reinterpret_cast<const char*>(words.data()), words.size());
}

rt::task<> hear_until_the_end(rt::stream& from) {
    std::array<std::byte, 1024> buffer;
    for (;;) {
        const auto got = co_await from.read_some(buffer);
        if (!got || *got == 0) co_return;
    }
}

void close_with_a_reset(rt::stream& s) {
    const linger at_once{1, 0};
    rt::syscalls::setsockopt(s.descriptor().get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

// One connection, treated as chance has it.
rt::task<> misbehave(rt::address server, std::uint64_t chance, tally& t) {
    auto to = co_await rt::connect(server);
    if (!to) {
        ++t.refused;
        co_return;
    }
    const std::vector<std::byte> words(1 + chance % 3000, std::byte{'w'});
    switch (chance % 4) {
        case 0: {
            const bool right = co_await say_and_hear(*to, words);
            ++(right ? t.talked : t.wrong);
            break;
        }
        case 1:  // a receive in the kernel is cancelled, and the descriptor closed behind it
            static_cast<void>(co_await rt::move_on_after(100us, hear_until_the_end(*to)));
            ++t.gave_up;
            break;
        case 2: {
            const auto sent = co_await to->write_some(words);
            if (sent) close_with_a_reset(*to);
            ++t.reset;
            break;
        }
        default: {
            const auto sent = co_await to->write_all(words);
            if (sent && to->finish_writing()) co_await hear_until_the_end(*to);
            ++t.half_closed;
        }
    }
}

rt::task<> one_after_the_other(rt::address server, std::uint64_t seed, int connections, tally& t) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < connections; ++i) co_await misbehave(server, random(), t);
}

// RETURNS the tally of `clients` at a time, each with `connections` connections in a row.
rt::task<tally> soak(int clients, int connections, std::uint64_t seed) {
    tally t;
    auto at = rt::listener::listen(*rt::address::parse("127.0.0.1", 0));
    const rt::address server = *at->local();
    co_await rt::with_task_group([&](rt::task_group& all) -> rt::task<> {
        all.start_soon(serve, std::cref(*at), std::ref(t));
        co_await rt::with_task_group([&](rt::task_group& group) -> rt::task<> {
            for (int i = 0; i < clients; ++i)
                group.start_soon(one_after_the_other, server, seed + static_cast<std::uint64_t>(i),
                                 connections, std::ref(t));
            co_return;
        });
        all.scope().cancel();
    });
    co_return t;
}

void check_nothing_is_lost(const tally& t, int connections) {
    CHECK(t.wrong == 0);
    CHECK(t.refused == 0);
    CHECK(t.talked + t.gave_up + t.reset + t.half_closed == connections);
    CHECK(t.talked > 0);
}

}  // namespace

TEST_CASE("a server outlives its unruly clients, and keeps neither their descriptors nor their memory") {
    if (world::is_refused()) return;
    check_nothing_is_lost(world().run(soak(100, 2, 1)), 200);  // warm: pools and queues have their size
    const std::size_t descriptors = open_descriptors();
    [[maybe_unused]] const std::size_t memory = heap::in_use;
    check_nothing_is_lost(world().run(soak(100, 20, 2)), 2000);
    CHECK(open_descriptors() == descriptors);
#if HEAP_IS_COUNTED
    CHECK(heap::in_use <= memory + most_growth);
#endif
}

TEST_CASE("a thousand clients for a minute", "[.long]") {
    if (world::is_refused()) return;
    raise_descriptor_limit();
    static_cast<void>(world().run(soak(1000, 2, 1)));
    const std::size_t descriptors = open_descriptors();
    [[maybe_unused]] const std::size_t memory = heap::in_use;
    const auto end = rt::clock::now() + 60s;
    int connections = 0;
    for (std::uint64_t seed = 2; rt::clock::now() < end; ++seed, connections += 10'000)
        check_nothing_is_lost(world().run(soak(1000, 10, seed)), 10'000);
    std::printf("%d connections\n", connections);
    CHECK(open_descriptors() == descriptors);
#if HEAP_IS_COUNTED
    CHECK(heap::in_use <= memory + most_growth);
#endif
}
