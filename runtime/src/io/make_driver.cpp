#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <iterator>
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
    if (const auto faults = number_from_environment<double>("RT_FAULTS")) {
        if (!(*faults < 1))
            throw std::invalid_argument(
                "RT_FAULTS is the part of all requests that fails: from 0 to below 1");
        options = bad_weather(seed, *faults);
    }
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

std::unique_ptr<driver> make_named(std::string_view name) {
    if (name.empty()) name = from_environment("RT_DRIVER");
    if (name.empty()) return make_best_driver();
    if (name == "uring") return make_uring_driver();
    if (name == "epoll") return std::make_unique<epoll_driver>();
    if (name == "simulated") return make_simulated_driver();
    throw std::invalid_argument("there is no driver '" + std::string(name) +
                                "': choose uring, epoll or simulated");
}

struct ability {
    std::string_view name;
    bool driver_abilities::*which;
};
constexpr ability abilities[] = {
    {"accept_many", &driver_abilities::accept_many},
    {"receive_many", &driver_abilities::receive_many},
};

}  // namespace

std::unique_ptr<driver> make_driver(std::string_view name) {
    std::unique_ptr<driver> made = make_named(name);
    do_without(*made, from_environment("RT_WITHOUT"));
    return made;
}

void do_without(driver& which, std::string_view names) {
    while (!names.empty()) {
        const std::string_view name = names.substr(0, names.find(','));
        names.remove_prefix(std::min(name.size() + 1, names.size()));
        const auto found = std::find_if(std::begin(abilities), std::end(abilities),
                                        [name](const ability& a) { return a.name == name; });
        if (found == std::end(abilities))
            throw std::invalid_argument("there is no ability '" + std::string(name) +
                                        "' to do without: choose of accept_many, receive_many");
        which.abilities().*(found->which) = false;
    }
}

}  // namespace rt
