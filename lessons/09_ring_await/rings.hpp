// rings -- the ring a demo runs on: the kernel's, or the simulated one where io_uring is refused.
//
// with_ring(name, entries, f) calls f(ring, pairs): pairs() gives two connected sockets of that ring's world.
//
// Lifetime:  the sockets close when f returns; what f started has ended by then.
#pragma once
#include <sys/socket.h>

#include <array>
#include <deque>
#include <iostream>
#include <rt/io/fd.hpp>
#include <rt/io/liburing_ring.hpp>
#include <rt/io/simulated_ring.hpp>
#include <string>
#include <system_error>

namespace lesson09 {

// Why the kernel gives us no ring; empty when it does.
inline std::string why_refused() {
    try {
        rt::liburing_ring tried(2, 4);
        return {};
    } catch (const std::system_error& refused) {
        return refused.what();
    }
}

// RETURNS "uring" or "simulated" for "auto", and says on stderr why it is not the kernel's.
inline std::string choose_ring(const std::string& wanted) {
    if (wanted != "auto") return wanted;
    const std::string reason = why_refused();
    if (!reason.empty()) std::cerr << "on the simulated ring, because: " << reason << '\n';
    return reason.empty() ? "uring" : "simulated";
}

template <class F>
void with_ring(const std::string& name, unsigned entries, F f) {
    if (name == "simulated") {
        rt::simulated_options options;
        options.entries = entries;
        rt::simulated_ring ring(options);
        f(ring, [&ring] {
            const auto [first, second] = ring.kernel().network.make_pair();
            return std::array<int, 2>{first, second};
        });
        return;
    }
    std::deque<rt::fd> sockets;  // closed after the ring: it has no operation left by then
    rt::liburing_ring ring(entries, 1024);
    f(ring, [&sockets] {
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
            throw std::system_error(errno, std::system_category(), "socketpair");
        for (const int end : ends) sockets.emplace_back(end);
        return ends;
    });
}

}  // namespace lesson09
