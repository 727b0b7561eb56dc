#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <rt/io/epoll_driver.hpp>
#include <rt/io/liburing_ring.hpp>
#include <rt/io/make_driver.hpp>
#include <rt/io/simulated_ring.hpp>
#include <rt/io/uring_driver.hpp>
#include <stdexcept>
#include <string>
#include <system_error>

namespace rt {

namespace {

std::string_view from_environment(const char* variable) noexcept {
    const char* const value = std::getenv(variable);
    return value != nullptr ? value : "";
}

template <class Number>
std::optional<Number> number_from_environment(const char* variable) {
    const std::string_view text = from_environment(variable);
    if (text.empty()) return std::nullopt;
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-')
        throw std::invalid_argument(std::string(variable) + " is '" + std::string(text) +
                                    "': it must be a number from 0 up");
    return value;
}

std::unique_ptr<driver> make_simulated_driver() {
    const std::uint64_t seed = number_from_environment<std::uint64_t>("RT_SEED").value_or(0);
    simulated_options options;
    options.order = delivery::shuffled;
    options.seed = seed;
    if (const auto faults = number_from_environment<double>("RT_FAULTS"))
        options = bad_weather(seed, *faults);
    return std::make_unique<uring_driver<simulated_ring>>("simulated", options);
}

std::unique_ptr<driver> make_uring_driver() { return std::make_unique<uring_driver<liburing_ring>>("uring"); }

// What runs where nobody has chosen: the ring, or epoll where the kernel refuses one, and a line that says so.
std::unique_ptr<driver> make_best_driver() {
    try {
        return make_uring_driver();
    } catch (const std::system_error& refused) {
        std::fprintf(stderr, "rt: running on epoll, for io_uring is refused: %s\n", refused.what());
        return std::make_unique<epoll_driver>();
    }
}

}  // namespace

std::unique_ptr<driver> make_driver(std::string_view name) {
    if (name.empty()) name = from_environment("RT_DRIVER");
    if (name.empty()) return make_best_driver();
    if (name == "uring") return make_uring_driver();
    if (name == "epoll") return std::make_unique<epoll_driver>();
    if (name == "simulated") return make_simulated_driver();
    throw std::invalid_argument("there is no driver '" + std::string(name) +
                                "': choose uring, epoll or simulated");
}

}  // namespace rt
