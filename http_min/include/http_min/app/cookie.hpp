// cookie<"ads_id"> -- a cookie that the client sent. Of a repeated one the last counts.
#pragma once

#include <http_min/app/parameter.hpp>
#include <http_min/app/request.hpp>
#include <http_min/wire/cookie.hpp>

namespace http_min {

template <fixed_string Name, class T = std::string, class... Rules>
class cookie : public parameter<T, Rules...> {
    static_assert(readable_from_text<T>, "no from_text() reads a value of this type");

  public:
    static constexpr source from = source::cookie;
    static constexpr std::string_view name = detail::public_name<Rules...>(Name.view());

    void read(const request& in, validation_errors& errors) {
        const location source_of("cookie");
        const location where(source_of, name);
        if (const auto found = wire::find_cookie(in.headers(), name))
            this->read_text(*found, where, errors);
        else
            this->read_absent(where, errors);
    }
};

}  // namespace http_min
