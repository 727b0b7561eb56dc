// header<"x_token"> -- a header of the request: X-Token.
//
// The name is written as C++ and Python write names: an underscore stands for a hyphen, upper and lower case are the same. Of a
// repeated header the first line counts; a std::vector takes every line.
#pragma once

#include <http_min/app/parameter.hpp>
#include <http_min/app/request.hpp>
#include <string>

namespace http_min {

namespace detail {

template <fixed_string Name>
struct header_spelling {
    constexpr header_spelling() {
        for (std::size_t i = 0; i + 1 < sizeof text; ++i) {
            const char c = Name.text[i];
            text[i] = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    char text[sizeof Name.text]{};
};

template <fixed_string Name>
inline constexpr header_spelling<Name> spelled_as_header;

}  // namespace detail

template <fixed_string Name, class T = std::string, class... Rules>
class header : public parameter<T, Rules...> {
    static_assert(detail::readable<T>, "no from_text() reads a value of this type");

  public:
    static constexpr source from = source::header;
    static constexpr std::string_view name =
        detail::public_name<Rules...>(std::string_view(detail::spelled_as_header<Name>.text));

    void read(const request& in, validation_errors& errors) {
        const location source_of("header");
        const location where(source_of, name);
        if constexpr (detail::is_list<T>)
            read_all(in, where, errors);
        else if (const auto found = in.header(name))
            this->read_text(*found, where, errors);
        else
            this->read_absent(where, errors);
    }

  private:
    void read_all(const request& in, const location& where, validation_errors& errors) {
        std::size_t count = 0;
        for (const auto [key, value] : in.headers())
            if (wire::same_name(key, name)) this->read_element(value, location(where, count++), errors);
        this->end_of_list(count, where, errors);
    }
};

}  // namespace http_min
