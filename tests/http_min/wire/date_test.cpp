// date_test.cpp -- IMF-fixdate.
#include <http_min/wire/date.hpp>
#include <string>

#include "support/catch.hpp"

using namespace http_min::wire;
using namespace std::chrono;

namespace {

std::string text(sys_seconds time) {
    const auto date = format_date(time);
    return {date.begin(), date.end()};
}

}  // namespace

TEST_CASE("a date is written as RFC 9110 shows it") {
    CHECK(text(sys_days{1994y / November / 6} + 8h + 49min + 37s) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(text(sys_seconds{}) == "Thu, 01 Jan 1970 00:00:00 GMT");
    CHECK(text(sys_days{2024y / February / 29} + 23h + 59min + 59s) == "Thu, 29 Feb 2024 23:59:59 GMT");
    CHECK(text(sys_days{9999y / December / 31}) == "Fri, 31 Dec 9999 00:00:00 GMT");
}

TEST_CASE("the cache follows the time it is given, back as well") {
    date_cache cache;
    CHECK(cache.at(sys_seconds{}) == "Thu, 01 Jan 1970 00:00:00 GMT");
    CHECK(cache.at(sys_seconds{1s}) == "Thu, 01 Jan 1970 00:00:01 GMT");
    CHECK(cache.at(sys_seconds{1s}) == "Thu, 01 Jan 1970 00:00:01 GMT");
    CHECK(cache.at(sys_seconds{}) == "Thu, 01 Jan 1970 00:00:00 GMT");
}
