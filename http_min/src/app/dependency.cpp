// dependency.cpp -- what is wrong with a dependency, and is found out only when a request comes.
#include <http_min/app/dependency_value.hpp>
#include <http_min/app/path.hpp>
#include <stdexcept>
#include <string>

namespace http_min::detail {

void throw_not_in_path(std::string_view name) {
    throw std::logic_error("a dependency takes path<\"" + std::string(name) +
                           "\">, which stands for no {name} in the path of this route");
}

void resource_without_yield() {
    throw std::logic_error("a dependency that is a generator yields its value once, and this one has not");
}

void resource_with_two_yields() {
    throw std::logic_error(
        "a dependency that is a generator yields its value once, and this one has yielded again");
}

}  // namespace http_min::detail
