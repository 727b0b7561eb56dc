#include <http_min/app/date.hpp>

#include "iso_time.hpp"

namespace http_min {

namespace {

std::optional<misfit> take_day(iso_result read, date& value) {
    if (!read.error.empty()) {
        misfit wrong{"date_from_datetime_parsing", "Input should be a valid date or datetime, " + read.error};
        wrong.context["error"] = std::move(read.error);
        return wrong;
    }
    const auto day = std::chrono::floor<std::chrono::days>(read.value.clock);
    if (day != read.value.clock)
        return misfit{"date_from_datetime_inexact",
                      "Datetimes provided to dates should have zero time - e.g. be exact dates"};
    value = date(std::chrono::year_month_day(day));
    return std::nullopt;
}

}  // namespace

std::string date::to_string() const {
    std::string text;
    append_iso_date(text, day_);
    return text;
}

std::optional<misfit> from_text(std::string_view text, date& value) {
    return take_day(read_iso_time(text), value);
}

std::optional<misfit> from_json(const json& in, date& value) {
    if (in.is_string()) return from_text(in.get_ref<const std::string&>(), value);
    if (in.is_number()) return take_day(from_unix_time(in.get<double>()), value);
    return misfit{"date_type", "Input should be a valid date"};
}

json describe_schema(const date*) { return {{"type", "string"}, {"format", "date"}}; }

}  // namespace http_min
