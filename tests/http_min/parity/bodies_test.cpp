// SPEC.md "Bodies": R14, R16, R17, R19.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

namespace {

constexpr std::string_view good_order =
    R"({"customer":{"name":"ada","age":36,"address":{"street":"s","city":"london","zip":"12345"}},)"
    R"("lines":[{"sku":"a","qty":2,"unit_price":1.5,"color":"red"},{"sku":"b","qty":"3","unit_price":2}]})";

http_min::json first_error(const answer& a) {
    CHECK(a.status == 422);
    return a.detail()[0];
}

}  // namespace

TEST_CASE("a model in a model in a list comes in") {
    over_each_transport([](transport& app) {
        CHECK(
            app.post("/orders", good_order).body ==
            R"({"customer":"ada","city":"london","lines":2,"express":false,"notes":{},"colors":["red",null],"total":9.0})");
    });
}

TEST_CASE("what is wrong deep inside is told with its place") {
    over_each_transport([](transport& app) {
        const answer a = app.post(
            "/orders",
            R"({"customer":{"name":"ada","age":17,"address":{"street":"s","city":"c","zip":"1234"}},"lines":[],"notes":{"k":1}})");
        CHECK(a.status == 422);
        REQUIRE(a.detail().size() == 4);
        CHECK(a.detail()[0]["loc"] == http_min::json{"body", "customer", "age"});
        CHECK(a.detail()[1]["type"] == "string_pattern_mismatch");
        CHECK(
            a.detail()[2].dump() ==
            R"({"type":"too_short","loc":["body","lines"],"msg":"List should have at least 1 item after validation, not 0",)"
            R"("input":[],"ctx":{"field_type":"List","min_length":1,"actual_length":0}})");
        CHECK(a.detail()[3]["loc"] == http_min::json{"body", "notes", "k"});
    });
}

TEST_CASE("numbers, texts and bools are converted as pydantic does") {
    over_each_transport([](transport& app) {
        CHECK(app.post("/scalars", R"({"i":5.0,"f":"2","b":1,"s":"x","more":1,"i":7})").body ==
              R"({"i":7,"f":2.0,"b":true,"s":"x"})");
        CHECK(first_error(app.post("/scalars", R"({"i":1.5,"f":1,"b":true,"s":""})"))["type"] ==
              "int_from_float");
        CHECK(first_error(app.post("/scalars", R"({"i":1,"f":[],"b":true,"s":""})"))["type"] == "float_type");
        CHECK(first_error(app.post("/scalars", R"({"i":1,"f":1,"b":2,"s":""})"))["type"] == "bool_parsing");
        CHECK(first_error(app.post("/scalars", R"({"i":1,"f":1,"b":[],"s":""})"))["type"] == "bool_type");
        CHECK(first_error(app.post("/scalars", R"({"i":1,"f":1,"b":true,"s":1})"))["type"] == "string_type");
        CHECK(first_error(app.post("/scalars", R"({"i":null,"f":1,"b":true,"s":""})"))["type"] == "int_type");
    });
}

TEST_CASE("several body parameters stand under their names, also one that is embedded") {
    over_each_transport([](transport& app) {
        CHECK(app.post("/multi/3?q=x",
                       R"({"item":{"name":"n","price":1},"user":{"username":"u"},"importance":5})")
                  .body == R"({"item_id":3,"item":"n","user":"u","importance":5,"q":"x"})");
        const answer a = app.post("/multi/3", R"({"item":{"name":"n","price":1}})");
        REQUIRE(a.detail().size() == 2);
        CHECK(a.detail()[0].dump() ==
              R"({"type":"missing","loc":["body","user"],"msg":"Field required","input":null})");
        CHECK(a.detail()[1]["loc"] == http_min::json{"body", "importance"});
        CHECK(app.post("/embed", R"({"item":{"name":"n","price":1}})").body == R"({"name":"n"})");
    });
}

TEST_CASE("a list of models, any object, and no body at all") {
    over_each_transport([](transport& app) {
        CHECK(app.post("/batch", R"([{"left":1,"right":2},{"left":3,"right":4}])").body ==
              R"({"sums":[3,7]})");
        CHECK(first_error(app.post("/batch", "{}"))["type"] == "list_type");
        CHECK(app.post("/anything", R"({"b":[1,{"a":null}],"a":1.5})").body ==
              R"({"b":[1,{"a":null}],"a":1.5})");
        CHECK(first_error(app.post("/anything", "[]"))["type"] == "dict_type");
        CHECK(first_error(app.post("/batch", "")).dump() ==
              R"({"type":"missing","loc":["body"],"msg":"Field required","input":null})");
    });
}

TEST_CASE("a body that is no JSON, or does not say that it is, is told so") {
    over_each_transport([](transport& app) {
        CHECK(first_error(app.post("/scalars", R"({"i":1,})"))["type"] == "json_invalid");
        CHECK(first_error(app.post("/scalars", R"({"i":1} x)"))["type"] == "json_invalid");
        const auto error = first_error(app.post("/scalars", R"({"i":1})", "text/plain"));
        CHECK(error["type"] == "model_attributes_type");
        CHECK(error["input"] == R"({"i":1})");
        CHECK(app.post("/anything", "{}", "application/vnd.api+json; charset=utf-8").status == 200);
    });
}

TEST_CASE("the raw bytes of a body can be had, whatever they are") {
    over_each_transport([](transport& app) {
        CHECK(app.post("/raw", std::string("\0\xff\x01", 3), "a/b").body ==
              R"({"bytes":3,"sum":256,"content_type":"a/b"})");
        CHECK(app.send("POST", "/raw").body == R"({"bytes":0,"sum":0,"content_type":null})");
    });
}
