#include <http_min/app/date_time.hpp>

#include "iso_time.hpp"

namespace http_min {

namespace {

using namespace std::chrono;

std::optional<misfit> take_time(iso_result read, date_time& value) {
    if (read.error.empty()) {
        value = date_time(read.value.clock, read.value.offset);
        return std::nullopt;
    }
    misfit wrong{"datetime_from_date_parsing", "Input should be a valid datetime or date, " + read.error};
    wrong.context["error"] = std::move(read.error);
    return wrong;
}

void append_offset(std::string& text, minutes offset) {
    if (offset == minutes(0)) {
        text += 'Z';
        return;
    }
    text += offset < minutes(0) ? '-' : '+';
    const long long size = abs(offset).count();
    append_digits(text, size / 60, 2);
    append_digits(text += ':', size % 60, 2);
}

}  // namespace

std::string date_time::to_string() const {
    const auto day = floor<days>(clock_);
    const hh_mm_ss time(clock_ - day);
    std::string text;
    append_iso_date(text, year_month_day(day));
    append_digits(text += 'T', time.hours().count(), 2);
    append_digits(text += ':', time.minutes().count(), 2);
    append_digits(text += ':', time.seconds().count(), 2);
    if (time.subseconds().count() != 0) append_digits(text += '.', time.subseconds().count(), 6);
    if (offset_) append_offset(text, *offset_);
    return text;
}

std::optional<misfit> from_text(std::string_view text, date_time& value) {
    return take_time(read_iso_time(text), value);
}

std::optional<misfit> from_json(const json& in, date_time& value) {
    if (in.is_string()) return from_text(in.get_ref<const std::string&>(), value);
    if (in.is_number()) return take_time(from_unix_time(in.get<double>()), value);
    return misfit{"datetime_type", "Input should be a valid datetime"};
}

json describe_schema(const date_time*) { return {{"type", "string"}, {"format", "date-time"}}; }

}  // namespace http_min
