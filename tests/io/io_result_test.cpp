#include <memory>
#include <rt/io/io_result.hpp>

#include "support/catch.hpp"

TEST_CASE("an io_result has a value or an error, never both") {
    const rt::io_result<int> good = 3;
    const rt::io_result<int> bad = std::errc::connection_reset;
    CHECK(good);
    CHECK(*good == 3);
    CHECK_FALSE(good.error());
    CHECK_FALSE(bad);
    CHECK(bad.error() == std::errc::connection_reset);
}

TEST_CASE("0 bytes is a value: the end of the stream is no error") {
    const rt::io_result<std::size_t> end = std::size_t{0};
    CHECK(end.has_value());
}

TEST_CASE("value_or_throw moves the value out, or throws the error with the name of what failed") {
    rt::io_result<std::unique_ptr<int>> good = std::make_unique<int>(5);
    CHECK(*std::move(good).value_or_throw("make") == 5);
    rt::io_result<int> bad = std::errc::address_in_use;
    try {
        (void)std::move(bad).value_or_throw("listen");
        FAIL("it has thrown nothing");
    } catch (const std::system_error& e) {
        CHECK(e.code() == std::errc::address_in_use);
        CHECK(std::string(e.what()).find("listen") == 0);
    }
}
