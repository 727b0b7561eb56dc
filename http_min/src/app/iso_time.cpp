// iso_time.cpp -- one pass from the front: the day, what separates, the time, the offset.
#include "iso_time.hpp"

#include <charconv>
#include <cmath>

namespace http_min {

namespace {

using namespace std::chrono;

constexpr std::string_view too_short = "input is too short";
constexpr std::string_view trailing = "unexpected extra characters at the end of the input";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes that many digits off the front. RETURNS nothing if they are not there.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int number = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (!is_digit(text[i])) return std::nullopt;
        number = 10 * number + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return number;
}

bool take(std::string_view& text, std::string_view one_of) {
    if (text.empty() || one_of.find(text[0]) == one_of.npos) return false;
    text.remove_prefix(1);
    return true;
}

// RETURNS what is wrong; empty: nothing.
std::string_view take_day(std::string_view& text, local_days& day) {
    if (text.size() < 10) return too_short;
    const auto y = take_number(text, 4);
    if (!y) return "invalid character in year";
    if (!take(text, "-")) return "invalid date separator, expected `-`";
    const auto m = take_number(text, 2);
    if (!m) return "invalid character in month";
    if (!take(text, "-")) return "invalid date separator, expected `-`";
    const auto d = take_number(text, 2);
    if (!d) return "invalid character in day";
    if (*y == 0) return "year 0 is out of range";
    if (*m < 1 || *m > 12) return "month value is outside expected range of 1-12";
    const year_month_day whole(year(*y), month(static_cast<unsigned>(*m)),
                               std::chrono::day(static_cast<unsigned>(*d)));
    if (!whole.ok()) return "day value is outside expected range";
    day = local_days(whole);
    return {};
}

// RETURNS whether there is one.
bool take_time(std::string_view& text, microseconds& time) {
    const auto h = take_number(text, 2);
    if (!h || *h > 23 || !take(text, ":")) return false;
    const auto m = take_number(text, 2);
    if (!m || *m > 59) return false;
    time = hours(*h) + minutes(*m);
    if (!take(text, ":")) return true;
    const auto s = take_number(text, 2);
    if (!s || *s > 59) return false;
    time += seconds(*s);
    if (!take(text, ".,")) return true;
    if (text.empty() || !is_digit(text[0])) return false;
    for (long long unit = 100'000; !text.empty() && is_digit(text[0]); unit /= 10, text.remove_prefix(1))
        time += microseconds(unit * (text[0] - '0'));
    return true;
}

bool take_offset(std::string_view& text, std::optional<minutes>& offset) {
    if (text.empty()) return true;
    if (take(text, "Zz")) return offset = minutes(0), true;
    const bool is_west = text[0] == '-';
    if (!take(text, "+-")) return false;
    const auto h = take_number(text, 2);
    take(text, ":");
    const auto m = take_number(text, 2);
    if (!h || !m || *h > 23 || *m > 59) return false;
    const minutes east = hours(*h) + minutes(*m);
    offset = is_west ? -east : east;
    return true;
}

std::optional<double> number_in(std::string_view text) {
    double number = 0;
    if (text.empty() || !(is_digit(text[0]) || text[0] == '-')) return std::nullopt;
    const auto [end, wrong] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (end != text.data() + text.size() || wrong != std::errc()) return std::nullopt;
    return number;
}

iso_result refused(std::string_view why) { return {{}, std::string(why)}; }

}  // namespace

iso_result read_iso_time(std::string_view text) {
    if (const auto number = number_in(text)) return from_unix_time(*number);
    local_days day{};
    if (const std::string_view wrong = take_day(text, day); !wrong.empty()) return refused(wrong);
    iso_time read{day, {}};
    if (text.empty()) return {read};
    if (!take(text, "Tt_ ")) return refused("invalid datetime separator, expected `T`, `t`, `_` or space");
    if (text.empty()) return refused(too_short);
    microseconds time{};
    if (!take_time(text, time) || !take_offset(text, read.offset) || !text.empty()) return refused(trailing);
    read.clock += time;
    return {read};
}

iso_result from_unix_time(double number) {
    constexpr double most_seconds = 2e10;
    constexpr double last_second = 253'402'300'799;  // of the year 9999
    const double seconds = std::fabs(number) > most_seconds ? number / 1000 : number;
    if (!(seconds <= last_second)) return refused("dates after 9999 are not supported as unix timestamps");
    if (!(seconds >= -62'135'596'800.0))
        return refused("dates before 0001 are not supported as unix timestamps");
    const microseconds since(static_cast<long long>(std::llround(seconds * 1e6)));
    return {{local_time<microseconds>(since), minutes(0)}};
}

void append_digits(std::string& text, long long number, int width) {
    const std::string digits = std::to_string(number);
    text.append(static_cast<std::size_t>(width) - std::min(digits.size(), static_cast<std::size_t>(width)),
                '0');
    text += digits;
}

void append_iso_date(std::string& text, year_month_day day) {
    append_digits(text, int(day.year()), 4);
    append_digits(text += '-', unsigned(day.month()), 2);
    append_digits(text += '-', unsigned(day.day()), 2);
}

}  // namespace http_min
