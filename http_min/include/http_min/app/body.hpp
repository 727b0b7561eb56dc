// body<item> -- the JSON body of a request as a value: a model, a list, a map, any JSON.
// body<person, embed<"user">> -- one key of the body, which is then an object: so several parameters share it.
//
// A second body that is not embedded does not compile: there is one body.
// Lifetime:  the value is the handler's own.
#pragma once

#include <http_min/app/from_json.hpp>
#include <http_min/app/request.hpp>

namespace http_min {

// The key of the body under which a parameter stands.
template <fixed_string Key>
struct embed : annotation {
    static constexpr std::string_view key = Key.view();
};

namespace detail {

template <class Rule>
inline constexpr bool is_embed = false;
template <fixed_string Key>
inline constexpr bool is_embed<embed<Key>> = true;

// Notes once for each request that its body is no JSON. RETURNS whether it is.
bool note_broken_body(const json_body& body, validation_errors& errors);

}  // namespace detail

template <class T, class... Rules>
class body : public parameter<T, Rules...> {
  public:
    static constexpr source from = source::body;
    static constexpr bool is_embedded = (detail::is_embed<Rules> || ...);

    void read(request& in, validation_errors& errors) {
        const json_body& whole = in.as_json();
        if (detail::note_broken_body(whole, errors)) return;
        const location where("body");
        if constexpr (is_embedded)
            (read_key<Rules>(whole, where, errors), ...);
        else if (whole.is == json_body::kind::absent)
            this->read_absent(where, errors);
        else
            read_given(whole.value, where, errors);
    }

  private:
    template <class Rule>
    void read_key(const json_body& whole, const location& around, validation_errors& errors) {
        if constexpr (detail::is_embed<Rule>) {
            const location where(around, Rule::key);
            if (const json* found = detail::find_member(whole.value, Rule::key))
                read_given(*found, where, errors);
            else
                this->read_absent(where, errors);
        }
    }

    // A parameter that may not be null is missing when it is; FastAPI takes the default of one that has a default.
    void read_given(const json& in, const location& where, validation_errors& errors) {
        if (in.is_null() && !detail::is_optional<T>)
            this->read_absent(where, errors);
        else
            read_value(in, where, errors);
    }

    void read_value(const json& in, const location& where, validation_errors& errors) {
        json_reader reader(errors);
        if (reader.read(in, this->value_, where)) reader.template check<Rules...>(in, this->value_, where);
    }
};

}  // namespace http_min
