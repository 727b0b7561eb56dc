// What kernels without multishot requests, or without a ring of buffers, make of them: the real ring, made to
// refuse.
#include <rt/net/incoming_bytes.hpp>
#include <rt/net/listener.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

// Turns every request for many answers into one that no kernel knows.
class refuses_many : public rt::liburing_ring {
  public:
    using rt::liburing_ring::liburing_ring;

    io_uring_sqe* get_sqe() noexcept {
        spoil();
        return last_ = rt::liburing_ring::get_sqe();
    }
    int submit() noexcept { return spoil(), rt::liburing_ring::submit(); }
    int submit_and_wait() noexcept { return spoil(), rt::liburing_ring::submit_and_wait(); }
    int submit_and_wait(std::chrono::nanoseconds limit) noexcept {
        return spoil(), rt::liburing_ring::submit_and_wait(limit);
    }
    int refusals = 0;

  private:
    void spoil() noexcept {
        if (io_uring_sqe* const sqe = std::exchange(last_, nullptr)) {
            const bool many = sqe->opcode == IORING_OP_ACCEPT
                                  ? sqe->ioprio == IORING_ACCEPT_MULTISHOT
                                  : sqe->opcode == IORING_OP_RECV && sqe->ioprio != 0;
            if (!many) return;
            sqe->ioprio = 0x8000;
            ++refusals;
        }
    }
    io_uring_sqe* last_ = nullptr;
};

class refuses_buffers : public rt::liburing_ring {
  public:
    using rt::liburing_ring::liburing_ring;
    int share_buffers(io_uring_buf_ring*, unsigned, unsigned short) noexcept { return -EINVAL; }
};

rt::task<> echo_three(int in, int out) {
    rt::incoming_bytes incoming(in);
    for (const std::string text : {"first", "second", "third"}) {
        (void)co_await send(out, text);
        const auto message = co_await incoming.next();
        const bool right = message && message->text() == text;
        CHECK(right);
    }
}

bool refused() { return world::driver_name() != "uring" || world::is_refused(); }

}  // namespace

TEST_CASE("a kernel that has no multishot receive is asked for one message at a time, and not asked again") {
    if (refused()) return;
    world sockets;
    const auto [near, far] = sockets.socket_pair();
    auto driver = std::make_unique<rt::uring_driver<refuses_many>>("uring", 64u, 256u);
    const int& refusals = driver->ring().refusals;
    rt::run(
        [](int in, int out, const int& count) -> rt::task<> {
            co_await echo_three(in, out);
            CHECK(count == 1);
            co_await echo_three(in, out);
            CHECK(count == 1);
            CHECK_FALSE(rt::loop::current().its_driver().abilities().receive_many);
        }(near, far, refusals),
        std::move(driver));
}

TEST_CASE("a kernel that has no ring of buffers lends none, and the messages come all the same") {
    if (refused()) return;
    world sockets;
    const auto [near, far] = sockets.socket_pair();
    rt::run(
        [](int in, int out) -> rt::task<> {
            co_await echo_three(in, out);
            CHECK_FALSE(rt::loop::current().its_driver().abilities().receive_many);
            CHECK(rt::loop::current().its_driver().abilities().accept_many);
        }(near, far),
        std::make_unique<rt::uring_driver<refuses_buffers>>("uring", 64u, 256u));
}

TEST_CASE("a kernel that has no multishot accept is asked for one connection at a time") {
    if (refused()) return;
    auto driver = std::make_unique<rt::uring_driver<refuses_many>>("uring", 64u, 256u);
    const int& refusals = driver->ring().refusals;
    rt::run(
        [](const int& count) -> rt::task<> {
            const auto any_port = *rt::address::parse("127.0.0.1", 0);
            const auto listening = rt::listener::listen(any_port).value_or_throw("listen");
            const auto at = listening.local().value_or_throw("local");
            auto incoming = listening.connections();
            for (int i = 0; i < 3; ++i) {
                const auto client = co_await rt::connect(at);
                const auto server = co_await incoming.next();
                CHECK(client);
                CHECK(server);
            }
            CHECK(count == 1);
            CHECK_FALSE(rt::loop::current().its_driver().abilities().accept_many);
        }(refusals),
        std::move(driver));
}

TEST_CASE("an error of the plain request is no reason to do without the other one") {
    if (refused()) return;
    world().run([]() -> rt::task<> {
        const int no_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        {
            rt::incoming_connections incoming(no_listener);
            const auto nobody = co_await incoming.next();
            const std::error_code error = nobody.error();
            CHECK(error == std::errc::invalid_argument);
        }
        ::close(no_listener);
        CHECK(rt::loop::current().its_driver().abilities().accept_many);
    }());
}
