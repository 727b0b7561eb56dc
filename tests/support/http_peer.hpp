// http_peer.hpp -- a server and a client of it on one loop: what goes over the wire is told byte by byte.
//
//     with_server(api, options, [](http_min::server& s) -> rt::task<> { … });
//
// The scenario runs beside the server, which stops when the scenario has ended. with_server() returns when
// the last connection has ended: a connection that never ends is a test that never ends.
#pragma once

#include <http_min/server/server.hpp>
#include <rt/core/when_all.hpp>
#include <rt/io/run.hpp>
#include <rt/net/stream.hpp>
#include <string>
#include <string_view>

namespace http_peer {

using scenario = rt::task<> (*)(http_min::server&);

inline rt::task<> play_and_stop(http_min::server& s, scenario play) {
    co_await play(s);
    s.stop();
}

inline rt::task<> play_beside(http_min::server& s, scenario play) {
    co_await rt::when_all(s.run(), play_and_stop(s, play));
}

inline void with_server(const http_min::app& api, http_min::server_options options, scenario play) {
    options.port = 0;
    options.access_log = false;
    std::unique_ptr<rt::driver> driver =
        rt::make_driver();  // first: where it is simulated, sockets are made there
    http_min::server s(api, options);
    rt::run(play_beside(s, play), std::move(driver));
}

// One client. What it does not get within ten seconds never comes: "" is returned then.
class client {
  public:
    rt::task<> connect(const http_min::server& s) {
        connection_ = (co_await rt::connect(s.where())).value_or_throw("connect");
    }

    rt::task<> send(std::string_view text) {
        const auto sent = co_await connection_.write_all(std::as_bytes(std::span(text)));
        sending_failed_ = !sent;
    }

    // One whole answer, by its Content-Length.
    rt::task<std::string> answer() {
        for (;;) {
            const std::size_t head = received_.find("\r\n\r\n");
            if (head != std::string::npos) {
                const std::size_t size = head + 4 + body_size(std::string_view(received_).substr(0, head));
                if (received_.size() >= size) {
                    std::string whole = received_.substr(0, size);
                    received_.erase(0, size);
                    co_return whole;
                }
            }
            const bool more = co_await receive();
            if (!more) co_return "";
        }
    }

    // What comes next, whatever it is.
    rt::task<std::string> next() {
        bool more = true;
        while (more && received_.empty()) more = co_await receive();
        co_return std::exchange(received_, {});
    }

    // Everything up to the end of the connection.
    rt::task<std::string> rest() {
        bool more = true;
        while (more) more = co_await receive();
        co_return std::exchange(received_, {});
    }

    // Ends the connection with a reset instead of a goodbye.
    void reset() {
        const linger at_once{1, 0};
        rt::syscalls::setsockopt(connection_.descriptor().get(), SOL_SOCKET, SO_LINGER, &at_once,
                                 sizeof at_once);
        connection_ = rt::stream();
    }

    // Gives the memory back that large answers have taken.
    void forget() { std::string().swap(received_); }

    rt::stream& connection() { return connection_; }
    bool ended() const { return ended_; }

  private:
    rt::task<bool> receive() {
        std::byte buffer[16 * 1024];
        const auto got = co_await connection_.read_some(buffer).within(std::chrono::seconds(10));
        ended_ = got && *got == 0;
        if (!got || *got == 0) co_return false;
        received_.append(reinterpret_cast<const char*>(buffer), *got);
        co_return true;
    }

    static std::size_t body_size(std::string_view head) {
        constexpr std::string_view name = "content-length: ";
        const std::size_t at = head.find(name);
        return at == std::string_view::npos ? 0 : std::stoul(std::string(head.substr(at + name.size(), 20)));
    }

    rt::stream connection_;
    std::string received_;
    bool ended_ = false;
    bool sending_failed_ = false;
};

inline std::string_view status_of(std::string_view answer) { return answer.substr(9, 3); }
inline std::string_view body_of(std::string_view answer) {
    return answer.substr(answer.find("\r\n\r\n") + 4);
}

}  // namespace http_peer
