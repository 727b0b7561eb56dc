// iso_time.hpp -- days and times of day as ISO 8601 writes them, and what pydantic says of those that are none.
#pragma once

#include <chrono>
#include <http_min/wire/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace http_min {

struct iso_time {
    std::chrono::local_time<std::chrono::microseconds> clock;
    std::optional<std::chrono::minutes> offset;
};

struct iso_result {
    iso_time value;
    std::string error = {};  // empty: there is none
};

// "2024-01-02", "2024-01-02T03:04:05.5+02:00", "1704164645".
iso_result read_iso_time(std::string_view text);

// A Unix time, which is UTC.
iso_result from_unix_time(double number);

void append_iso_date(std::string& text, std::chrono::year_month_day day);
void append_digits(std::string& text, long long number, int width);

}  // namespace http_min
