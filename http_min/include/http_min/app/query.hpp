// query<"q", std::optional<std::string>> -- a parameter of the query string: ?q=x.
//
// Of a repeated key the last counts; a std::vector takes all, in order. "q" and "q=" are both the empty text,
// not the default. What nobody asks for is ignored.
#pragma once

#include <http_min/app/fixed_string.hpp>
#include <http_min/app/parameter.hpp>
#include <http_min/app/request.hpp>
#include <http_min/wire/url.hpp>
#include <string>

namespace http_min {

namespace detail {

// The last value of a key, decoded; into `scratch` if need be.
std::optional<std::string_view> last_query_value(std::string_view query, std::string_view key,
                                                 std::string& scratch);

// Whether a key, still encoded, is this one.
bool same_query_key(std::string_view encoded, std::string_view key);

}  // namespace detail

template <fixed_string Name, class T = std::string, class... Rules>
class query : public parameter<T, Rules...> {
    static_assert(detail::readable<T>, "no from_text() reads a value of this type");

  public:
    static constexpr source from = source::query;
    static constexpr std::string_view name = detail::public_name<Rules...>(Name.view());

    void read(const request& in, validation_errors& errors) {
        const location source_of("query");
        const location where(source_of, name);
        if constexpr (detail::is_list<T>)
            read_all(in.query(), where, errors);
        else
            read_last(in.query(), where, errors);
    }

  private:
    void read_last(std::string_view text, const location& where, validation_errors& errors) {
        std::string scratch;
        if (const auto found = detail::last_query_value(text, name, scratch))
            this->read_text(*found, where, errors);
        else
            this->read_absent(where, errors);
    }

    void read_all(std::string_view text, const location& where, validation_errors& errors) {
        std::string scratch;
        std::size_t count = 0;
        for (const auto [key, value] : wire::query_pairs(text)) {
            if (!detail::same_query_key(key, name)) continue;
            this->read_element(wire::decode_query(value, scratch), location(where, count++), errors);
        }
        this->end_of_list(count, where, errors);
    }
};

}  // namespace http_min
