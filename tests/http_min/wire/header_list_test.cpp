// header_list_test.cpp -- lines to send.
#include <http_min/wire/header_list.hpp>
#include <stdexcept>

#include "support/catch.hpp"

using namespace http_min::wire;

TEST_CASE("lines are kept in order, as the text that goes out") {
    header_list list;
    list.add("Content-Type", "text/plain");
    list.add("Set-Cookie", " a=1 ");
    list.add("set-cookie", "b=2");
    CHECK(list.text() == "Content-Type: text/plain\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n");
    CHECK(list.size() == 3);
    CHECK(list.find("CONTENT-TYPE") == "text/plain");
    CHECK(list.view()[1] == header{"Set-Cookie", "a=1"});
}

TEST_CASE("set leaves one line of a name, erase none") {
    header_list list;
    list.add("a", "1");
    list.add("B", "2");
    list.add("A", "3");
    list.set("a", "4");
    CHECK(list.text() == "B: 2\r\na: 4\r\n");
    list.erase("b");
    list.erase("c");
    CHECK(list.text() == "a: 4\r\n");
    CHECK(list.find("a") == "4");
    list.clear();
    CHECK(list.text().empty());
    CHECK(!list.find("a"));
}

TEST_CASE("what could split a response is refused, and the list stays as it was") {
    header_list list;
    list.add("a", "1");
    for (const char* value : {"x\r\nSet-Cookie: evil=1", "x\ny", "x\ry", "x\x01", "x\x7f"}) {
        CHECK_THROWS_AS(list.add("a", value), std::invalid_argument);
        CHECK_THROWS_AS(list.set("a", value), std::invalid_argument);
    }
    for (const char* name : {"", "a b", "a:", "a\r\nb", "\xc3\xa9", " a"}) {
        CHECK_THROWS_AS(list.add(name, "x"), std::invalid_argument);
    }
    CHECK_THROWS_AS(list.add("x", std::string_view("\0", 1)), std::invalid_argument);
    CHECK(list.text() == "a: 1\r\n");
}

TEST_CASE("the framing of a body is not a header to set") {
    header_list list;
    CHECK_THROWS_AS(list.add("Content-Length", "5"), std::invalid_argument);
    CHECK_THROWS_AS(list.set("transfer-encoding", "chunked"), std::invalid_argument);
}
