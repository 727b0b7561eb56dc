// path<"item_id", int> -- a parameter that stands in the path of its route: /items/{item_id}.
#pragma once

#include <http_min/app/fixed_string.hpp>
#include <http_min/app/parameter.hpp>
#include <http_min/app/request.hpp>

namespace http_min {

namespace detail {

[[noreturn]] void throw_not_in_path(std::string_view name);

}  // namespace detail

template <fixed_string Name, class T = std::string, class... Rules>
class path : public parameter<T, Rules...> {
    static_assert(readable_from_text<T>, "no from_text() reads a value of this type");
    static_assert(!(detail::is_default<Rules> || ...), "a path parameter is always there: it has no default");

  public:
    static constexpr source from = source::path;
    static constexpr fixed_string name = Name;

    // The route's own parameters are known to be in its path; those of a dependency of a whole router may not be.
    void read(const request& in, validation_errors& errors) {
        static constexpr std::string_view own_name = name.view();
        const location source_of("path");
        if (const auto found = in.path_parameters().find(own_name))
            this->read_text(*found, location(source_of, own_name), errors);
        else
            detail::throw_not_in_path(own_name);
    }
};

}  // namespace http_min
