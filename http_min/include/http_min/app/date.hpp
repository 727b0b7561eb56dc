// date -- a day of the calendar, as a parameter or in a model: "2024-01-02".
//
// Read as pydantic reads it: ISO 8601, a point in time that is a midnight, or a Unix time of one, in seconds or (beyond
// 20,000,000,000) milliseconds. Written as ISO 8601.
#pragma once

#include <chrono>
#include <compare>
#include <http_min/app/text_value.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace http_min {

class date {
  public:
    constexpr date() = default;
    constexpr date(std::chrono::year_month_day day) : day_(day) {}

    constexpr std::chrono::year_month_day day() const { return day_; }
    std::string to_string() const;

    friend constexpr auto operator<=>(const date&, const date&) = default;

  private:
    std::chrono::year_month_day day_{std::chrono::year(1970) / 1 / 1};
};

std::optional<misfit> from_text(std::string_view text, date& value);
std::optional<misfit> from_json(const json& in, date& value);
json describe_schema(const date*);

template <>
struct detail::written_as_text<date> : std::true_type {};

}  // namespace http_min
