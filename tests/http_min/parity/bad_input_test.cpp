// SPEC.md R13, R14, R16 to R21: what clients send to see what happens. A 4xx, never a 500, and the server goes on.
#include "errors_of.hpp"
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;
using http_min::json;

namespace {

constexpr std::string_view good_item = R"({"name":"a","price":1})";

std::string nested(std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "{\"a\":";
    return text + "1" + std::string(depth, '}');
}

}  // namespace

TEST_CASE("what is no JSON is told with its place, and shortly") {
    over_each_transport([](transport& app) {
        for (const std::string body :
             {" ",     "{",      "[1,]",    R"({"a":1,})", R"({"a" 1})",  "{'a':1}", "nul",
              "01",    "1.",     ".5",      "+1",          "-",           "NaN",     "1e999",
              "\"abc", "\"\t\"", R"("\x")", R"("\ud800")", R"({"a":1}x)", "// c\n1", "\xff\xfe{"}) {
            const answer a = app.post("/anything", body);
            CHECK(a.status == 422);
            const json error = a.detail()[0];
            CHECK(error["type"] == "json_invalid");
            CHECK(error["loc"][0] == "body");
            CHECK(error["loc"][1].get<std::size_t>() <= body.size());
            CHECK(error["input"] == json::object());
            CHECK_FALSE(error["ctx"]["error"].get<std::string>().empty());
        }
        CHECK(app.post("/anything", std::string("{}\0", 3)).status == 422);
        CHECK(app.post("/items", std::string(good_item) + '\0').status == 422);
        CHECK(app.post("/anything", "{\"a\":\"" + std::string(100'000, 'x')).body.size() < 1000);
    });
}

TEST_CASE("text that is not UTF-8 is refused in JSON, and repaired elsewhere") {
    over_each_transport([](transport& app) {
        for (const char* body : {"{\"name\":\"\xff\",\"price\":1}", "{\"name\":\"\xed\xa0\x80\",\"price\":1}",
                                 "{\"name\":\"\xc0\x80\",\"price\":1}", "{\"\xff\":1}"}) {
            const int status = app.post("/items", body).status;
            CHECK((status == 422 || status == 400));
        }
        CHECK(app.get("/headers", "User-Agent: a\xff\r\nX-Token: \xe9\r\n").body ==
              "{\"user_agent\":\"a\xef\xbf\xbd\",\"x_token\":[\"\xef\xbf\xbd\"],\"x_level\":1}");
        CHECK(app.get("/cookies", "Cookie: ads_id=\xff\r\n").status == 200);
        CHECK(app.get("/query/mixed?needy=%ff%c3").status == 200);
        CHECK(app.get("/people/%ff").status == 200);
        CHECK(app.send("POST", "/raw", "Content-Type: \xff\r\n", "x").status == 200);
        CHECK(app.post("/login", "username=\xff\xff\xff&password=%80", "application/x-www-form-urlencoded")
                  .status == 200);
        CHECK(app.get("/request-info", "X-Forwarded-For: \xff\r\nX-Forwarded-Proto: \xff\r\n").status == 200);
        CHECK(app.post("/items", "\xff", "text/plain").status == 422);
        CHECK(app.send("GET", "/session/me", "Cookie: session=\xff.\xff.\xff\r\n").status == 401);
    });
}

TEST_CASE("a NUL is a character like any other in text, and ends nothing") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/people/a%00b").body == R"({"user_id":"a\u0000b"})");
        CHECK(app.get("/query/mixed?needy=%00").json()["needy"] == std::string("\0", 1));
        CHECK(app.get("/query/page?skip=%001").status == 422);
        CHECK(app.get("/typed/int/1%00").status == 422);
        CHECK(app.get("/typed/float/1%00").status == 422);
        CHECK(app.get("/typed/bool/true%00").status == 422);
        CHECK(app.get("/colors/red%00").status == 422);
        CHECK(app.post("/items", R"({"name":"a\u0000b","price":1})").json()["name"] ==
              std::string("a\0b", 3));
    });
}

TEST_CASE("deep and huge JSON is answered, or refused") {
    over_each_transport([](transport& app) {
        CHECK(app.post("/anything", nested(500)).body == nested(500));
        for (const std::size_t depth : {1'500u, 100'000u}) {
            CHECK(app.post("/anything", nested(depth)).status / 100 == 4);
            CHECK(app.post("/items", nested(depth)).status / 100 == 4);
            CHECK(app.post("/batch", std::string(depth, '[') + std::string(depth, ']')).status / 100 == 4);
        }
        CHECK(app.post("/anything", std::string(100'000, '[')).status / 100 == 4);
        std::string keys = "{";
        for (int i = 0; i < 20'000; ++i) keys += "\"" + std::to_string(i) + "\":" + std::to_string(i) + ",";
        keys.back() = '}';
        CHECK(app.post("/anything", keys).body == keys);
    });
}

TEST_CASE("a body that is wrong in a million places is told of so many, not of all") {
    in_process app;
    std::string body = "[1";
    for (int i = 0; i < 100'000; ++i) body += ",1";
    const answer a = app.post("/batch", body + "]");
    CHECK(a.status == 422);
    CHECK(a.detail().size() == 10'000);
    CHECK(a.detail()[7]["loc"].dump() == R"(["body",7])");
}

TEST_CASE("integers are exact as far as 64 bits go, and beyond exact or refused") {
    over_each_transport([](transport& app) {
        for (const char* exact :
             {"9223372036854775807", "-9223372036854775808", "2147483648", "-2147483649"}) {
            CHECK(app.get(std::string("/typed/int/") + exact).body ==
                  std::string("{\"value\":") + exact + "}");
            CHECK(app.get(std::string("/query/list?n=") + exact).body ==
                  std::string("{\"tag\":[],\"n\":[") + exact + "]}");
            const answer s =
                app.post("/scalars", std::string("{\"i\":") + exact + R"(,"f":1,"b":true,"s":""})");
            CHECK(s.json()["i"].dump() == exact);
        }
        for (const std::string& wide :
             {std::string("9223372036854775808"), std::string("-9223372036854775809"),
              std::string("18446744073709551617"), std::string(300, '9'), "1" + std::string(400, '0')}) {
            const answer path = app.get("/typed/int/" + wide);
            CHECK((path.status == 422 || path.body == "{\"value\":" + wide + "}"));
            const answer s = app.post("/scalars", "{\"i\":" + wide + R"(,"f":1,"b":true,"s":""})");
            CHECK((s.status == 422 || s.json()["i"].dump() == wide));
        }
        CHECK(errors_of(app.get("/query/page?limit=99999999999")) == "422; less_than_equal query limit");
        CHECK(app.get("/items/99999999999").status == 404);
        const std::string big = "{\"a\":[18446744073709551616,-123456789012345678901234567890,1]}";
        CHECK(app.post("/anything", big).body == big);
    });
}

TEST_CASE("a sum or product that does not fit is refused, never wrapped") {
    over_each_transport([](transport& app) {
        CHECK(app.post("/batch", R"([{"left":9223372036854775806,"right":1}])").body ==
              R"({"sums":[9223372036854775807]})");
        CHECK(app.post("/batch", R"([{"left":9223372036854775807,"right":1}])").status == 422);
        CHECK(app.get("/sub/square/-3037000499").body == R"({"square":9223372030926249001})");
        CHECK(app.get("/sub/square/3037000500").status / 100 == 4);
        CHECK(app.get("/deps/class?page=9223372036854775807&size=1").body ==
              R"({"offset":9223372036854775806,"size":1})");
        CHECK(app.get("/deps/class?page=9223372036854775807&size=3").status == 422);
    });
}

TEST_CASE("floats are read as Python reads them, but for those that are no numbers") {
    over_each_transport([](transport& app) {
        for (const auto& [text, value] : {std::pair(".5", 0.5),
                                          {"5.", 5.0},
                                          {"1E-3", 0.001},
                                          {"+2", 2.0},
                                          {"1e-400", 0.0},
                                          {"4e-324", 4e-324},
                                          {"%20-7%20", -7.0}})
            CHECK(app.get(std::string("/typed/float/") + text).json()["value"] == value);
        for (const char* none :
             {"nan", "inf", "-Infinity", "1e", "0x10", "1_0", "1e400", "1,5", "--1", "%20"})
            CHECK(errors_of(app.get(std::string("/typed/float/") + none)) == "422; float_parsing path value");
        CHECK(app.post("/scalars", R"({"i":1,"f":1e-400,"b":1,"s":""})").json()["f"] == 0.0);
    });
}

TEST_CASE("a bool is what pydantic takes for one") {
    over_each_transport([](transport& app) {
        const auto with = [&](std::string_view b) {
            const answer a = app.post("/scalars", R"({"i":1,"f":1,"s":"","b":)" + std::string(b) + "}");
            return a.status == 200 ? a.json()["b"].dump() : errors_of(a);
        };
        CHECK(with("1") == "true");
        CHECK(with("0.0") == "false");
        CHECK(with("\"oN\"") == "true");
        for (const char* unclear :
             {"2", "2.0", "-1", "\"2\"", "\"\"", "\" true\"", "1e30", "123456789012345678901234567890"})
            CHECK(with(unclear) == "422; bool_parsing body b");
        for (const char* other : {"0.5", "null", "[]", "{}"}) CHECK(with(other) == "422; bool_type body b");
    });
}

TEST_CASE("null where nothing may be null is missing, as FastAPI has it") {
    over_each_transport([](transport& app) {
        const std::string missing =
            R"({"detail":[{"type":"missing","loc":["body"],"msg":"Field required","input":null}]})";
        for (const char* path : {"/items", "/anything", "/batch"}) {
            CHECK(app.post(path, "null").body == missing);
            CHECK(app.post(path, "").body == missing);
        }
        CHECK(errors_of(app.post("/embed", R"({"item":null})")) == "422; missing body item");
        for (const char* none : {"{}", "[]", "null", "\"x\"", ""})
            CHECK(errors_of(app.post("/multi/1", none)) ==
                  "422; missing body item; missing body user; missing body importance");
        CHECK(errors_of(app.post("/items", R"({"name":null,"price":1,"tags":null})")) ==
              "422; string_type body name; list_type body tags");
    });
}

TEST_CASE("a body under another type is text, and fails as such") {
    over_each_transport([](transport& app) {
        for (const char* type :
             {"text/plain", "text/json", "application/jsonx", "application/json, text/plain", "*/*",
              "application/x-www-form-urlencoded", ""}) {
            const answer a = app.post("/items", good_item, type);
            CHECK(errors_of(a) == "422; model_attributes_type body");
            CHECK(a.detail()[0]["input"] == good_item);
        }
        CHECK(app.send("POST", "/items", {}, good_item).status == 422);
        for (const char* type :
             {"application/JSON", "application/json;charset=latin1", "application/ld+JSON ; a=b"})
            CHECK(app.post("/items", good_item, type).status == 201);
    });
}

TEST_CASE("thousands of parameters are read, or refused") {
    over_each_transport([](transport& app) {
        std::string query = "/query/list?n=0";
        for (int i = 0; i < 1'000; ++i) query += "&n=1";
        CHECK(app.get(query).json()["n"].size() == 1'001);
        std::string form = "username=abc&password=x";
        for (int i = 0; i < 10'000; ++i) form += "&k" + std::to_string(i) + "=1";
        CHECK(app.post("/login", form, "application/x-www-form-urlencoded").status / 100 == 4);
        std::string cookies = "Cookie: a=1";
        for (int i = 0; i < 3'000; ++i) cookies += ";b=2";
        CHECK(app.get("/cookies", cookies + "; visits=3\r\n").json()["visits"] == 3);
    });
}

TEST_CASE("multipart that tries to be too much is a 4xx") {
    over_each_transport([](transport& app) {
        const std::string head = "--B\r\nContent-Disposition: form-data; name=\"";
        const std::string file = head + "file\"; filename=\"f\"\r\n\r\nx\r\n";
        const std::string end = "--B--\r\n";
        const std::string type = "multipart/form-data; boundary=B";
        std::string fields, files;
        for (int i = 0; i < 1'500; ++i) fields += head + "k" + std::to_string(i) + "\"\r\n\r\n\r\n";
        for (int i = 0; i < 1'500; ++i) files += file;
        for (const std::string& bomb :
             {fields + file + end, files + end,
              head + "note\"\r\n\r\n" + std::string(3'000'000, 'x') + "\r\n" + file + end,
              head + "note\"\r\nX: " + std::string(100'000, 'y') + "\r\n\r\n\r\n" + file + end,
              head + std::string(100'000, 'n') + "\"\r\n\r\n\r\n" + file + end, std::string(100'000, '-'),
              head, file, "--B\r\n\r\nno headers\r\n" + end,
              "--B\r\nContent-Disposition: form-data\r\n\r\nno name\r\n" + end})
            CHECK(app.post("/upload", bomb, type).status / 100 == 4);
        for (const std::string& boundary :
             {std::string(), std::string("; boundary="), "; boundary=" + std::string(300, 'B')})
            CHECK(app.post("/upload", file + end, "multipart/form-data" + boundary).status == 400);
        CHECK(app.post("/upload", file + end, type).status == 200);
        CHECK(app.post("/upload", file + end, type).json()["content_type"] == nullptr);
    });
}
