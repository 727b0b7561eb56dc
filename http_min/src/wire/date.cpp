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

}  // namespace http_min::wire
