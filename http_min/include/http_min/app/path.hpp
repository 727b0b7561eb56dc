// path<"item_id", int> -- a parameter that stands in the path of its route: /items/{item_id}.
#pragma once

#include <http_min/app/fixed_string.hpp>
#include <http_min/app/parameter.hpp>
#include <http_min/app/request.hpp>

namespace http_min {

template <fixed_string Name, class T = std::string, class... Rules>
class path : public parameter<T, Rules...> {
    static_assert(readable_from_text<T>, "no from_text() reads a value of this type");
    static_assert(!(detail::is_default<Rules> || ...), "a path parameter is always there: it has no default");

  public:
    static constexpr source from = source::path;
    static constexpr fixed_string name = Name;

    // The endpoint has checked that its route has this name.
    void read(const request& in, validation_errors& errors) {
        static constexpr std::string_view own_name = name.view();
        const location source_of("path");
        this->read_text(*in.path_parameters().find(own_name), location(source_of, own_name), errors);
    }
};

}  // namespace http_min
