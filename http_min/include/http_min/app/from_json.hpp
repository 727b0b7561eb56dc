// from_json -- a value out of JSON: a number, text, a list, a map, an enum, a model of these. pydantic's rules, its lax ones too:
// an int takes "5" and 5.0, a bool takes 1 and "yes", a string only text.
//
// Everything that is wrong is collected, with the place where it stands; what is right is read all the same.
// A type of your own: an overload `std::optional<misfit> from_json(const json&, your_type&)` that argument-dependent lookup finds.
// A model's own check: a member `void validate() const` that throws std::invalid_argument saying what is wrong.
//
// Errors:  none thrown; RETURNS whether the value is good.
#pragma once

#include <concepts>
#include <http_min/app/field.hpp>
#include <http_min/app/from_text.hpp>
#include <http_min/app/names.hpp>
#include <http_min/app/parameter.hpp>
#include <http_min/app/validation_error.hpp>
#include <http_min/wire/parse_json.hpp>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace http_min {

namespace detail {

std::optional<misfit> read_integer(const json& in, std::int64_t least, std::int64_t most,
                                   std::int64_t& value);
std::optional<misfit> read_unsigned_integer(const json& in, std::uint64_t most, std::uint64_t& value);
misfit refused_by_model(const char* why);
const json* find_member(const json& in, std::string_view name);  // null: there is none

template <class T, bool Holds = reflectable<T>>
struct model_is_plain {
    static_assert(Holds,
                  "a model is a plain struct: no base, no constructor, nothing private, 1 to 24 fields; "
                  "another type brings its "
                  "own from_json()");
};

template <class T>
concept json_object_like = requires(T map, typename T::mapped_type value) {
    map[std::string()] = std::move(value);
};

}  // namespace detail

std::optional<misfit> from_json(const json& in, bool& value);
std::optional<misfit> from_json(const json& in, double& value);
std::optional<misfit> from_json(const json& in, std::string& value);
inline std::optional<misfit> from_json(const json& in, json& value) { return value = in, std::nullopt; }

template <std::signed_integral T>
std::optional<misfit> from_json(const json& in, T& value) {
    std::int64_t wide = 0;
    auto wrong = detail::read_integer(in, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), wide);
    value = static_cast<T>(wide);
    return wrong;
}

template <std::unsigned_integral T>
std::optional<misfit> from_json(const json& in, T& value) {
    std::uint64_t wide = 0;
    auto wrong = detail::read_unsigned_integer(in, std::numeric_limits<T>::max(), wide);
    value = static_cast<T>(wide);
    return wrong;
}

template <named_enum T>
std::optional<misfit> from_json(const json& in, T& value) {
    const auto found = in.is_string() ? enumerator_of<T>(in.get_ref<const std::string&>()) : std::nullopt;
    if (!found) return detail::no_enumerator(list_of_enumerators<T>());
    value = *found;
    return std::nullopt;
}

// Reads values of any kind, and notes what is wrong with them.
class json_reader {
  public:
    explicit json_reader(validation_errors& errors) : errors_(errors) {}

    template <class T>
    bool read(const json& in, T& value, const location& where) {
        if constexpr (detail::is_optional<T>) {
            return in.is_null() ? (value.reset(), true) : read(in, value.emplace(), where);
        } else if constexpr (detail::is_field<T>) {
            return read_with_rules(in, *value, static_cast<const T*>(nullptr), where);
        } else if constexpr (detail::is_unset_or<T>) {
            return read_with_rules(in, value.emplace(), static_cast<const T*>(nullptr), where);
        } else if constexpr (detail::is_list<T>) {
            return read_list(in, value, where);
        } else if constexpr (requires { from_json(in, value); }) {
            auto wrong = from_json(in, value);
            return !wrong || refuse(where, std::move(*wrong), in);
        } else if constexpr (detail::json_object_like<T>) {
            return read_map(in, value, where);
        } else if constexpr (reflectable<T>) {
            return read_model(in, value, where, std::make_index_sequence<field_count<T>>());
        } else {
            return sizeof(detail::model_is_plain<T>) != 0;
        }
    }

    // The rules of `value`'s declaration: the first that it breaks is noted.
    template <class... Rules, class T>
    bool check(const json& in, const T& value, const location& where) {
        auto wrong = detail::check_all<Rules...>(value);
        return !wrong || refuse(where, std::move(*wrong), in);
    }

  private:
    bool refuse(const location& where, misfit what, const json& input) {
        errors_.add(where, std::move(what), input);
        return false;
    }

    template <class T, template <class, class...> class Field, class... Rules>
    bool read_with_rules(const json& in, T& value, const Field<T, Rules...>*, const location& where) {
        return read(in, value, where) && check<Rules...>(in, value, where);
    }

    template <class T>
    bool read_list(const json& in, std::vector<T>& list, const location& where) {
        if (!in.is_array()) return refuse(where, {"list_type", "Input should be a valid list"}, in);
        list.clear();
        list.reserve(in.size());
        bool good = true;
        for (std::size_t i = 0; i < in.size() && !errors_.is_full(); ++i) {
            T element{};
            good = read(in[i], element, location(where, i)) && good;
            list.push_back(std::move(element));
        }
        return good;
    }

    template <class T>
    bool read_map(const json& in, T& map, const location& where) {
        if (!in.is_object()) return refuse(where, {"dict_type", "Input should be a valid dictionary"}, in);
        map.clear();
        bool good = true;
        for (const auto& [key, value] : in.get_ref<const json::object_t&>()) {
            typename T::mapped_type element{};
            good = read(value, element, location(where, key)) && good;
            if constexpr (requires { map.emplace_back(key, std::move(element)); })
                map.emplace_back(
                    key, std::move(element));  // ordered_map: the keys differ, there is none to look for
            else
                map[key] = std::move(element);
        }
        return good;
    }

    template <class T, std::size_t... I>
    bool read_model(const json& in, T& model, const location& where, std::index_sequence<I...>) {
        if (!in.is_object()) {
            return refuse(where,
                          {"model_attributes_type",
                           "Input should be a valid dictionary or object to extract fields from"},
                          in);
        }
        bool good = true;
        ((good = read_member(in, std::get<I>(fields_of(model)), public_field_name<T, I>(), where) && good),
         ...);
        if constexpr (requires { model.validate(); }) {
            try {
                if (good) model.validate();
            } catch (const std::invalid_argument& wrong) {
                return refuse(where, detail::refused_by_model(wrong.what()), in);
            }
        }
        return good;
    }

    template <class T>
    bool read_member(const json& in, T& member, std::string_view name, const location& model) {
        const location where(model, name);
        if (const json* found = detail::find_member(in, name)) return read(*found, member, where);
        if (take_default(member)) return true;
        errors_.add_missing(where, in);
        return false;
    }

    // RETURNS whether it may be absent.
    template <class T>
    static bool take_default(T& member) {
        if constexpr (detail::is_optional<T> || detail::is_unset_or<T>)
            return true;
        else if constexpr (detail::is_field<T>)
            return take_field_default(member, static_cast<const T*>(nullptr));
        else
            return false;
    }
    template <class F, class T, class... Rules>
    static bool take_field_default(F& member, const field<T, Rules...>*) {
        static_cast<void>((take_rule<T, Rules>(*member) || ...));
        return detail::is_optional<T> || (detail::is_default<Rules> || ...);
    }
    template <class T, class Rule>
    static bool take_rule(T& value) {
        if constexpr (detail::is_default<Rule>) value = Rule::template make<T>();
        return detail::is_default<Rule>;
    }

    validation_errors& errors_;
};

}  // namespace http_min
