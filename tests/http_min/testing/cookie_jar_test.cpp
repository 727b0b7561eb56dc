// cookie_jar: what is kept of Set-Cookie, for how long, and to which paths it goes back.
#include <http_min/testing/cookie_jar.hpp>

#include "support/catch.hpp"

using http_min::cookie_jar;
using namespace std::chrono_literals;

namespace {

const cookie_jar::time_point noon = std::chrono::system_clock::from_time_t(1'800'000'000);

}  // namespace

TEST_CASE("a cookie goes back, and a later one of its name takes its place") {
    cookie_jar jar;
    jar.take("size=xl; Path=/; SameSite=lax", "/", noon);
    jar.take("colour=red; Path=/", "/", noon);
    jar.take("size=s; Path=/", "/", noon);
    CHECK(jar.field_for("/", false, noon) == "size=s; colour=red");
    CHECK(jar.find("size") == "s");
}

TEST_CASE("a path is for what is below it, and not for a name that only begins so") {
    cookie_jar jar;
    jar.take("a=1; Path=/shop", "/", noon);
    CHECK(jar.field_for("/shop", false, noon) == "a=1");
    CHECK(jar.field_for("/shop/items", false, noon) == "a=1");
    CHECK(jar.field_for("/shopping", false, noon).empty());
}

TEST_CASE("without a path it is for the folder of the request") {
    cookie_jar jar;
    jar.take("a=1", "/shop/login", noon);
    CHECK(jar.field_for("/shop/cart", false, noon) == "a=1");
    CHECK(jar.field_for("/", false, noon).empty());
}

TEST_CASE("Max-Age and Expires end a cookie, and Max-Age wins") {
    cookie_jar jar;
    jar.take("short=1; Max-Age=10; Path=/", "/", noon);
    jar.take("both=1; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/", "/", noon);
    CHECK(jar.field_for("/", false, noon) == "short=1; both=1");
    CHECK(jar.field_for("/", false, noon + 10s).empty());
    jar.take("session=x; Path=/", "/", noon);
    jar.take("session=null; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "/", noon);
    CHECK(jar.size() == 0);
}

TEST_CASE("a secure cookie is for https") {
    cookie_jar jar;
    jar.take("a=1; Path=/; Secure", "/", noon);
    CHECK(jar.field_for("/", false, noon).empty());
    CHECK(jar.field_for("/", true, noon) == "a=1");
}

TEST_CASE("what is no cookie is left out") {
    cookie_jar jar;
    jar.take("", "/", noon);
    jar.take("=1", "/", noon);
    jar.take("; Path=/", "/", noon);
    CHECK(jar.size() == 0);
}
