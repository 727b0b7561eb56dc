// from_json.cpp -- scalars out of JSON: which kinds fit, and which misfit is reported for the others.
#include <charconv>
#include <cmath>
#include <http_min/app/body.hpp>
#include <http_min/app/from_json.hpp>

namespace http_min {

namespace {

misfit too_big() {
    return {"int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size"};
}

}  // namespace

std::optional<misfit> detail::read_integer(const json& in, std::int64_t least, std::int64_t most,
                                           std::int64_t& value) {
    if (in.is_string()) return read_signed(in.get_ref<const std::string&>(), least, most, value);
    if (is_big_integer(in)) return too_big();
    if (in.is_number_float()) {
        const double number = in.get<double>();
        if (number != std::trunc(number))
            return misfit{"int_from_float",
                          "Input should be a valid integer, got a number with a fractional part"};
        // 2^63 is a double, 2^63 - 1 is none: so `<`.
        if (number < -0x1p63 || number >= 0x1p63) return too_big();
        value = static_cast<std::int64_t>(number);
    } else if (in.is_number_unsigned()) {
        const auto number = in.get<std::uint64_t>();
        if (number > static_cast<std::uint64_t>(most)) return too_big();
        value = static_cast<std::int64_t>(number);
    } else if (in.is_number_integer()) {
        value = in.get<std::int64_t>();
    } else {
        return misfit{"int_type", "Input should be a valid integer"};
    }
    if (value < least || value > most) return too_big();
    return std::nullopt;
}

std::optional<misfit> detail::read_unsigned_integer(const json& in, std::uint64_t most,
                                                    std::uint64_t& value) {
    if (in.is_string()) return read_unsigned(in.get_ref<const std::string&>(), most, value);
    if (in.is_number_unsigned()) {
        value = in.get<std::uint64_t>();
        return value <= most ? std::nullopt : std::optional(too_big());
    }
    std::int64_t number = 0;
    if (auto wrong = read_integer(in, 0, std::numeric_limits<std::int64_t>::max(), number)) return wrong;
    value = static_cast<std::uint64_t>(number);
    return value <= most ? std::nullopt : std::optional(too_big());
}

const json* detail::find_member(const json& in, std::string_view name) {
    if (!in.is_object()) return nullptr;
    for (const auto& [key, value] : in.get_ref<const json::object_t&>())
        if (key == name) return &value;
    return nullptr;
}

misfit detail::refused_by_model(const char* why) {
    misfit wrong{"value_error", std::string("Value error, ") + why};
    wrong.context["error"] = json::object();
    return wrong;
}

std::optional<misfit> from_json(const json& in, bool& value) {
    if (in.is_boolean()) return value = in.get<bool>(), std::nullopt;
    if (in.is_string()) return from_text(in.get_ref<const std::string&>(), value);
    if (in.is_number() || is_big_integer(in)) {
        if (in == 1) return value = true, std::nullopt;
        if (in == 0) return value = false, std::nullopt;
        if (!in.is_number_float() || in.get<double>() == std::trunc(in.get<double>()))
            return misfit{"bool_parsing", "Input should be a valid boolean, unable to interpret input"};
    }
    return misfit{"bool_type", "Input should be a valid boolean"};
}

std::optional<misfit> from_json(const json& in, double& value) {
    if (in.is_string()) return from_text(in.get_ref<const std::string&>(), value);
    if (is_big_integer(in)) {
        const std::string digits = big_integer_text(in);
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return std::nullopt;
    }
    if (!in.is_number()) return misfit{"float_type", "Input should be a valid number"};
    value = in.get<double>();
    return std::nullopt;
}

std::optional<misfit> from_json(const json& in, std::string& value) {
    if (!in.is_string()) return misfit{"string_type", "Input should be a valid string"};
    value = in.get_ref<const std::string&>();
    return std::nullopt;
}

bool detail::note_broken_body(const json_body& body, validation_errors& errors) {
    if (body.is != json_body::kind::broken) return false;
    misfit wrong{"json_invalid", "JSON decode error"};
    wrong.context["error"] = body.error;
    const location source_of("body");
    errors.add_once(location(source_of, body.position), std::move(wrong), json::object());
    return true;
}

}  // namespace http_min
