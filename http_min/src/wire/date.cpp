// date.cpp -- a date by the calendar of <chrono>; English names whatever the locale.
#include <http_min/wire/date.hpp>

#include <algorithm>

namespace http_min::wire {

namespace {

constexpr std::string_view days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void put(imf_fixdate& text, std::size_t at, std::string_view name) {
    std::copy(name.begin(), name.end(), &text[at]);
}

void put(imf_fixdate& text, std::size_t at, std::size_t digits, long number) {
    for (std::size_t i = digits; i-- > 0; number /= 10) text[at + i] = static_cast<char>('0' + number % 10);
}

}  // namespace

imf_fixdate format_date(std::chrono::sys_seconds time) {
    const auto midnight = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{midnight};
    const std::chrono::hh_mm_ss clock{time - midnight};
    imf_fixdate text;
    put(text, 0, "ddd, 00 mmm 0000 00:00:00 GMT");
    put(text, 0, days[std::chrono::weekday{midnight}.c_encoding()]);
    put(text, 5, 2, static_cast<unsigned>(date.day()));
    put(text, 8, months[static_cast<unsigned>(date.month()) - 1]);
    put(text, 12, 4, static_cast<int>(date.year()));
    put(text, 17, 2, clock.hours().count());
    put(text, 20, 2, clock.minutes().count());
    put(text, 23, 2, clock.seconds().count());
    return text;
}

std::optional<std::chrono::sys_seconds> parse_date(std::string_view text) {
    if (text.size() != imf_fixdate{}.size()) return std::nullopt;
    const auto number = [text](std::size_t at, std::size_t digits) {
        int value = 0;
        for (const char c : text.substr(at, digits))
            value = value * 10 + (c - '0');  // checked as a whole below
        return value;
    };
    const auto* const month = std::find(std::begin(months), std::end(months), text.substr(8, 3));
    const std::chrono::year_month_day date{
        std::chrono::year{number(12, 4)},
        std::chrono::month{static_cast<unsigned>(month - std::begin(months) + 1)},
        std::chrono::day{static_cast<unsigned>(number(5, 2))}};
    if (!date.ok()) return std::nullopt;
    const std::chrono::sys_seconds time = std::chrono::sys_days{date} + std::chrono::hours{number(17, 2)} +
                                          std::chrono::minutes{number(20, 2)} +
                                          std::chrono::seconds{number(23, 2)};
    const imf_fixdate same = format_date(time);
    if (std::string_view(same.data(), same.size()) != text) return std::nullopt;
    return time;
}

}  // namespace http_min::wire
