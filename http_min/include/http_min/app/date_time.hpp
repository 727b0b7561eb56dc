// date_time -- a point in time as its sender wrote it: "2024-01-02T03:04:05.5+02:00".
//
// Without an offset it is a time of day somewhere, and utc() takes it for UTC. Read as pydantic reads it: `T`, `t`, `_` or a blank
// between day and time, seconds and their fraction left out or not, a day alone, or a Unix time, in seconds or (beyond 20,000,000,000)
// milliseconds. Digits behind the microseconds are dropped.
// Source:    RFC 3339; ISO 8601.
#pragma once

#include <chrono>
#include <http_min/app/text_value.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace http_min {

class date_time {
  public:
    using local = std::chrono::local_time<std::chrono::microseconds>;
    using offset_from_utc = std::optional<std::chrono::minutes>;

    constexpr date_time() = default;
    constexpr explicit date_time(local clock, offset_from_utc offset = {}) : clock_(clock), offset_(offset) {}
    constexpr date_time(std::chrono::sys_time<std::chrono::microseconds> utc)
        : clock_(utc.time_since_epoch()), offset_(0) {}

    constexpr local clock() const { return clock_; }  // what a clock shows there
    constexpr offset_from_utc offset() const { return offset_; }
    constexpr std::chrono::sys_time<std::chrono::microseconds> utc() const {
        return std::chrono::sys_time<std::chrono::microseconds>(clock_.time_since_epoch() -
                                                                offset_.value_or(std::chrono::minutes(0)));
    }
    std::string to_string() const;

    // The same moment; one of them without an offset is none.
    friend constexpr bool operator==(const date_time& a, const date_time& b) {
        return a.offset_.has_value() == b.offset_.has_value() && a.utc() == b.utc();
    }

  private:
    local clock_{};
    offset_from_utc offset_;
};

std::optional<misfit> from_text(std::string_view text, date_time& value);
std::optional<misfit> from_json(const json& in, date_time& value);
json describe_schema(const date_time*);

template <>
struct detail::written_as_text<date_time> : std::true_type {};

}  // namespace http_min
