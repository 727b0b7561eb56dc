// form_data_test.cpp -- the fields of a form, from either encoding.
#include <http_min/wire/form_data.hpp>

#include "support/catch.hpp"

using namespace http_min::wire;

namespace {

std::string listed(const form_data& form) {
    std::string text;
    for (const form_entry& entry : form.entries())
        text.append(entry.name).append("=").append(entry.value).append(entry.is_file ? "@;" : ";");
    return text;
}

std::string urlencoded(std::string_view body) {
    form_data form;
    CHECK(!form.read_urlencoded(body));
    return listed(form);
}

}  // namespace

TEST_CASE("urlencoded fields are decoded, keys too, and an empty value is one") {
    CHECK(urlencoded("a=1&b=x+y%20z&%C3%A4=%3D&c&d=&&a=2") == "a=1;b=x y z;\xc3\xa4==;c=;d=;a=2;");
    CHECK(urlencoded("").empty());
    CHECK(urlencoded("=v&=&a=%zz%4") == "=v;=;a=%zz%4;");
    CHECK(urlencoded("a=%FF\xff") == "a=\xef\xbf\xbd\xef\xbf\xbd;");
}

TEST_CASE("of a repeated field the last counts") {
    form_data form;
    CHECK(!form.read_urlencoded("a=1&b=2&a=3"));
    CHECK(form.last("a")->value == "3");
    CHECK(form.last("c") == nullptr);
}

TEST_CASE("what needs no decoding points into the body, and a form can be moved") {
    const std::string body = "plain=text&x=a%20b";
    form_data form;
    CHECK(!form.read_urlencoded(body));
    form_data moved = std::move(form);
    CHECK(moved.last("plain")->value.data() == body.data() + 6);
    CHECK(moved.last("x")->value == "a b");
}

TEST_CASE("a part's bytes are one stretch of the body, whatever is in them") {
    const std::string bytes = std::string("\r\n--x\r\r\n\0--", 12) + "\xff";
    const std::string body =
        "--b\r\nContent-Disposition: form-data; name=f; filename=n\r\nContent-Type: a/b\r\n\r\n" + bytes +
        "\r\n--b\r\nContent-Disposition: form-data; name=t\r\n\r\n\xff\r\n--b--\r\n";
    form_data form;
    CHECK(!form.read_multipart(body, "b"));
    REQUIRE(form.entries().size() == 2);
    CHECK(form.entries()[0].value == bytes);
    CHECK(form.entries()[0].value.data() == body.data() + body.find(bytes));
    CHECK(form.entries()[0].filename == "n");
    CHECK(form.entries()[0].content_type == "a/b");
    CHECK(form.entries()[1].value == "\xef\xbf\xbd");
}

TEST_CASE("a form that breaks off or has too much is refused") {
    CHECK(form_data().read_multipart("", "b")->status == 400);
    CHECK(form_data().read_multipart("--b\r\nContent-Disposition: form-data; name=t\r\n\r\nx\r\n--b", "b"));
    CHECK(form_data().read_multipart("x", "b"));
    std::string many;
    for (int i = 0; i < 10'000; ++i) many += "a=1&";
    CHECK(form_data().read_urlencoded(many)->status == 413);
    form_limits small;
    small.field_bytes = 2;
    CHECK(form_data().read_urlencoded("a=123", small));
    small.total = 3;
    CHECK(form_data().read_urlencoded("a=12", small));
}
