// part_head_test.cpp -- how browsers and other clients name fields and files.
#include <http_min/wire/part_head.hpp>

#include "support/catch.hpp"

using namespace http_min::wire;

namespace {

part_head read(std::string_view parameters) {
    part_head head;
    CHECK(!read_part_head("Content-Disposition: form-data" + std::string(parameters) + "\r\n", head));
    return head;
}

bool refused(std::string_view parameters) {
    part_head head;
    return read_part_head("Content-Disposition: form-data" + std::string(parameters) + "\r\n", head)
        .has_value();
}

}  // namespace

TEST_CASE("a field has a name, a file also a filename and a type") {
    part_head head;
    CHECK(
        !read_part_head("content-disposition: FORM-DATA; Name=\"f\"; filename=\"a b.png\"\r\n"
                        "X-Other: 1\r\nContent-Type:  image/png \r\n",
                        head));
    CHECK(head.name == "f");
    CHECK(head.filename == "a b.png");
    CHECK(head.content_type == "image/png");
    CHECK(read("; name=plain").name == "plain");
    CHECK(!read("; name=plain").is_file());
    CHECK(read("; name=f; filename=\"\"").filename == "");
}

TEST_CASE("filenames are quoted as browsers quote them") {
    CHECK(read(R"(; name=f; filename="a;b=c.txt")").filename == "a;b=c.txt");
    CHECK(read(R"(; name=f; filename="C:\dir\x.txt")").filename == R"(C:\dir\x.txt)");
    CHECK(read(R"(; name=f; filename="a\"b\\c")").filename == R"(a"b\c)");
    CHECK(read(R"(; name=f; filename="C:\")").filename == R"(C:\)");
    CHECK(read(R"(; name=f; filename="a%22b")").filename == "a%22b");
    CHECK(read("; name=f; filename=\"\xc3\xa4\"").filename == "\xc3\xa4");
    CHECK(read("; name=f; filename=\"\xe4\"").filename == "\xef\xbf\xbd");
}

TEST_CASE("filename* is read over") {
    CHECK(!read("; name=f; filename*=utf-8''evil.sh").is_file());
    CHECK(read("; filename*=utf-8''evil.sh; filename=\"good.txt\"; name=f").filename == "good.txt");
}

TEST_CASE("what has two readings has none") {
    CHECK(refused(""));
    CHECK(refused("; filename=a"));
    CHECK(refused("; name=a; name=b"));
    CHECK(refused("; name=a; filename=b; filename=c"));
    CHECK(refused("; name=\"a"));
    CHECK(refused("; name=\"a\"b"));
    CHECK(refused("; name=a b"));
    CHECK(refused("; name"));
    CHECK(refused("; name="));
    CHECK(!refused(";; name=a ;"));
    part_head head;
    CHECK(read_part_head("Content-Disposition: attachment; name=a\r\n", head));
}

TEST_CASE("a boundary is what RFC 2046 allows, and there is one") {
    CHECK(boundary_of("multipart/form-data; boundary=----WebKitFormBoundaryX") == "----WebKitFormBoundaryX");
    CHECK(boundary_of("multipart/form-data; charset=utf-8; BOUNDARY=\"a b'()+_,-./:=?\"") ==
          "a b'()+_,-./:=?");
    CHECK(boundary_of("multipart/form-data; boundary=" + std::string(70, 'x')));
    for (const char* parameters : {"", "; boundary", "; boundary=", "; boundary=\"\"", "; boundary=\"a ",
                                   "; boundary=\"a \"", "; boundary=\"a\r\n\"", "; boundary=a; boundary=b"}) {
        INFO(parameters);
        CHECK(!boundary_of("multipart/form-data" + std::string(parameters)));
    }
    CHECK(!boundary_of("multipart/form-data; boundary=" + std::string(71, 'x')));
}

TEST_CASE("a media type is told from its parameters") {
    CHECK(is_media_type("Multipart/Form-Data ; boundary=x", "multipart/form-data"));
    CHECK(!is_media_type("multipart/form-data2", "multipart/form-data"));
    CHECK(!is_media_type("", "multipart/form-data"));
}
