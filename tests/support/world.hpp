// world -- what a test of the runtime runs on: the driver that RT_DRIVER names, and connected sockets on it.
//
// The same test runs on every driver: tests/io/tests.cmake registers it once for each. Where the kernel
// refuses io_uring, the first line of each test case, `if (world::is_refused()) return;`, says so and ctest
// counts the run as skipped.
//
// Lifetime:  sockets close with the world; run() takes its driver.
#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <rt/io/epoll_driver.hpp>
#include <rt/io/fd.hpp>
#include <rt/io/io_awaiter.hpp>
#include <rt/io/liburing_ring.hpp>
#include <rt/io/run.hpp>
#include <rt/io/simulated_ring.hpp>
#include <rt/io/uring_driver.hpp>
#include <span>
#include <string_view>
#include <system_error>
#include <vector>

class world {
  public:
    explicit world(unsigned entries = 256, unsigned completions = 1024) {
        rt::simulated_options options;
        options.entries = entries;
        options.completions = completions;
        options.order = rt::delivery::shuffled;
        options.seed = seed();
        if (is_simulated())
            simulate(options);
        else if (driver_name() == "epoll")
            driver_ = std::make_unique<rt::epoll_driver>();
        else
            driver_ = std::make_unique<rt::uring_driver<rt::liburing_ring>>("uring", entries, completions);
        if (const char* const names = std::getenv("RT_WITHOUT")) rt::do_without(*driver_, names);
    }
    // On the simulated ring whatever RT_DRIVER says: for what only it can force.
    explicit world(const rt::simulated_options& options) { simulate(options); }

    static std::string_view driver_name() {
        const char* const wanted = std::getenv("RT_DRIVER");
        return wanted != nullptr ? wanted : "uring";
    }
    static bool has_ring() { return driver_name() != "epoll"; }
    static bool is_simulated() { return driver_name() == "simulated"; }

    static std::uint64_t seed() {
        const char* const wanted = std::getenv("RT_SEED");
        return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 0;
    }

    static bool is_refused() {
        static const bool refused = [] {
            if (driver_name() != "uring") return false;
            try {
                rt::liburing_ring ring(2, 4);
                return false;
            } catch (const std::system_error& e) {
                std::printf("skipped: %s\n", e.what());
                return true;
            }
        }();
        return refused;
    }

    std::array<int, 2> socket_pair() {
        const std::array<int, 2> ends = own_socket_pair();
        for (const int end : ends) sockets_.emplace_back(end);
        return ends;
    }
    // The test closes them.
    std::array<int, 2> own_socket_pair() {
        std::array<int, 2> ends{-1, -1};
        if (kernel_ != nullptr) {
            const auto [first, second] = kernel_->network.make_pair();
            ends = {first, second};
        } else if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
            std::abort();
        }
        return ends;
    }

    rt::driver& driver() { return *driver_; }
    rt::simulated_kernel& kernel() { return *kernel_; }

    template <class T>
    T run(rt::task<T> work) {
        return rt::run(std::move(work), std::move(driver_));
    }

  private:
    void simulate(const rt::simulated_options& options) {
        auto simulated = std::make_unique<rt::uring_driver<rt::simulated_ring>>("simulated", options);
        kernel_ = &simulated->ring().kernel();
        driver_ = std::move(simulated);
    }

    std::vector<rt::fd> sockets_;
    std::unique_ptr<rt::driver> driver_;
    rt::simulated_kernel* kernel_ = nullptr;
};

inline rt::io_awaiter<rt::done> nop() { return rt::io_awaiter<rt::done>(rt::op_code::nop, -1); }

inline rt::io_awaiter<std::size_t> receive(int fd, std::span<char> into) {
    return rt::io_awaiter<std::size_t>(rt::op_code::receive, fd, into.data(),
                                       static_cast<std::uint32_t>(into.size()), 0);
}

inline rt::io_awaiter<std::size_t> send(int fd, std::string_view text) {
    return rt::io_awaiter<std::size_t>(rt::op_code::send, fd, const_cast<char*>(text.data()),
                                       static_cast<std::uint32_t>(text.size()), MSG_NOSIGNAL);
}
