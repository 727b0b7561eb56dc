#include <cstdlib>
#include <rt/io/liburing_ring.hpp>
#include <rt/io/make_driver.hpp>
#include <rt/io/uring_driver.hpp>
#include <stdexcept>
#include <string>

namespace rt {

std::unique_ptr<driver> make_driver(std::string_view name) {
    if (name.empty()) {
        const char* const wanted = std::getenv("RT_DRIVER");
        name = wanted != nullptr && *wanted != '\0' ? wanted : "uring";
    }
    if (name == "uring") return std::make_unique<uring_driver<liburing_ring>>("uring");
    throw std::invalid_argument("there is no driver '" + std::string(name) + "': choose uring");
}

}  // namespace rt
