// SPEC.md "Bodies", /login and /upload: R11, R13, R19.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

namespace {

constexpr std::string_view urlencoded = "application/x-www-form-urlencoded";
constexpr std::string_view multipart = "multipart/form-data; boundary=cut";

std::string file_part(std::string_view bytes) {
    return "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a b.bin\"\r\nContent-Type: "
           "image/png\r\n\r\n" +
           std::string(bytes) + "\r\n";
}

constexpr std::string_view note_part = "--cut\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhé\r\n";
constexpr std::string_view end = "--cut--\r\n";

}  // namespace

TEST_CASE("a form's fields are decoded, and checked as parameters are") {
    over_each_transport([](transport& app) {
        CHECK(app.post("/login", "username=a+b%20c&password=%C3%A9%C3%A9", urlencoded).body ==
              R"({"username":"a b c","password_length":2})");
        const answer a = app.post("/login", "username=ab", urlencoded);
        CHECK(a.status == 422);
        CHECK(
            a.detail()[0].dump() ==
            R"({"type":"string_too_short","loc":["body","username"],"msg":"String should have at least 3 characters",)"
            R"("input":"ab","ctx":{"min_length":3}})");
        CHECK(a.detail()[1].dump() ==
              R"({"type":"missing","loc":["body","password"],"msg":"Field required","input":null})");
    });
}

TEST_CASE("a body of another type counts as an empty form") {
    over_each_transport([](transport& app) {
        const answer a = app.post("/login", R"({"username":"abc","password":"x"})");
        CHECK(a.status == 422);
        CHECK(a.detail().size() == 2);
    });
}

TEST_CASE("a file comes with its name, its type and its bytes") {
    over_each_transport([](transport& app) {
        const std::string bytes("\0\r\n--cu\xff", 8);
        CHECK(app.post("/upload", file_part(bytes) + std::string(note_part) + std::string(end), multipart)
                  .body ==
              R"({"filename":"a b.bin","content_type":"image/png","size":8,"sum":584,"note":"hé"})");
        CHECK(app.post("/upload", file_part("") + std::string(end), multipart).json()["note"] == "none");
        CHECK(app.post("/upload", std::string(note_part) + std::string(end), multipart).detail()[0]["loc"] ==
              http_min::json{"body", "file"});
    });
}

TEST_CASE("broken multipart is a 400") {
    over_each_transport([](transport& app) {
        CHECK(app.post("/upload", file_part("x"), multipart).status == 400);
        CHECK(app.post("/upload", "nonsense", multipart).status == 400);
    });
}
