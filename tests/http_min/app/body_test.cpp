// body<>: a model out of JSON, and what a client is told about one that does not fit.
#include <http_min/testing/test_client.hpp>
#include <map>

#include "support/catch.hpp"

using namespace http_min;

namespace {

enum class color { red, green, blue };

struct line {
    std::string sku;
    field<int, ge<1>, le<99>> qty;
    field<double, gt<0>> unit_price;
    std::optional<color> tint;
};

struct address {
    std::string street;
    field<std::string, pattern<"^[0-9]{5}$">> zip;
};

struct order {
    field<std::string, min_length<1>, max_length<5>> name;
    address where;
    field<std::vector<line>, min_length<1>> lines;
    field<std::map<std::string, std::string>, def<>> notes;
    field<bool, def<false>> express;
};

struct patch {
    unset_or<std::optional<std::string>, max_length<3>> note;
    unset_or<int> count;
};

struct span {
    int from;
    int to;
    void validate() const {
        if (from > to) throw std::invalid_argument("from is behind to");
    }
};

template <class T>
test_answer put_in(std::string_view body, std::string_view media_type = "application/json") {
    app api;
    api.post<"/">([](http_min::body<T> in) -> rt::task<T> { co_return *in; });
    return test_client(api).send("POST", "/", body, media_type);
}

template <class T>
std::string complaint(std::string_view body) {
    const test_answer answer = put_in<T>(body);
    CHECK(answer.status == 422);
    return answer.body;
}

constexpr std::string_view good_order =
    R"({"name":"ada","where":{"street":"s","zip":"12345"},"lines":[{"sku":"a","qty":"2","unit_price":1,"tint":"red"}]})";

}  // namespace

TEST_CASE("a model comes in with its defaults and goes out in the order of its fields") {
    CHECK(
        put_in<order>(good_order).body ==
        R"({"name":"ada","where":{"street":"s","zip":"12345"},"lines":[{"sku":"a","qty":2,"unit_price":1.0,)"
        R"("tint":"red"}],"notes":{},"express":false})");
}

TEST_CASE("an ordered_map keeps the order of a client's keys") {
    CHECK(put_in<ordered_map<int>>(R"({"z":1,"a":"2","m":3})").body == R"({"z":1,"a":2,"m":3})");
    CHECK(put_in<std::map<std::string, int>>(R"({"z":1,"a":"2"})").body == R"({"a":2,"z":1})");
    CHECK(put_in<ordered_map<json>>("[]").status == 422);
}

TEST_CASE("everything that is wrong is told, each with its place") {
    CHECK(
        complaint<order>(
            R"({"name":"","where":{"street":1,"zip":"x"},"lines":[{"sku":"a","qty":0,"unit_price":"x","tint":"pink"}]})") ==
        R"({"detail":[)"
        R"({"type":"string_too_short","loc":["body","name"],"msg":"String should have at least 1 character","input":"","ctx":{"min_length":1}},)"
        R"({"type":"string_type","loc":["body","where","street"],"msg":"Input should be a valid string","input":1},)"
        R"({"type":"string_pattern_mismatch","loc":["body","where","zip"],"msg":"String should match pattern '^[0-9]{5}$'","input":"x","ctx":{"pattern":"^[0-9]{5}$"}},)"
        R"({"type":"greater_than_equal","loc":["body","lines",0,"qty"],"msg":"Input should be greater than or equal to 1","input":0,"ctx":{"ge":1}},)"
        R"({"type":"float_parsing","loc":["body","lines",0,"unit_price"],"msg":"Input should be a valid number, unable to parse string as a number","input":"x"},)"
        R"({"type":"enum","loc":["body","lines",0,"tint"],"msg":"Input should be 'red', 'green' or 'blue'","input":"pink","ctx":{"expected":"'red', 'green' or 'blue'"}}]})");
}

TEST_CASE("a missing field shows the object it is missing from, a short list how short it is") {
    CHECK(
        complaint<address>(R"({"zip":"12345"})") ==
        R"({"detail":[{"type":"missing","loc":["body","street"],"msg":"Field required","input":{"zip":"12345"}}]})");
    CHECK(
        complaint<order>(R"({"name":"a","where":{"street":"s","zip":"12345"},"lines":[]})") ==
        R"({"detail":[{"type":"too_short","loc":["body","lines"],"msg":"List should have at least 1 item after )"
        R"(validation, not 0","input":[],"ctx":{"field_type":"List","min_length":1,"actual_length":0}}]})");
}

TEST_CASE("no body, a body that is no JSON, and one of another type") {
    CHECK(complaint<address>("") ==
          R"({"detail":[{"type":"missing","loc":["body"],"msg":"Field required","input":null}]})");
    const json broken = json::parse(complaint<address>(R"({"street": })"));
    CHECK(broken["detail"][0]["type"] == "json_invalid");
    CHECK(broken["detail"][0]["loc"] == json({"body", 11}));
    CHECK(broken["detail"][0]["input"] == json::object());
    const test_answer text = put_in<address>("hello", "text/plain");
    CHECK(text.status == 422);
    CHECK(text.json()["detail"][0]["type"] == "model_attributes_type");
    CHECK(text.json()["detail"][0]["input"] == "hello");
    CHECK(put_in<address>(R"({"street":"s","zip":"12345"})", "application/problem+json; charset=utf-8")
              .status == 200);
    CHECK(put_in<json>(std::string(5000, '[')).status == 400);
}

TEST_CASE("integers: exact to 64 bits, floats without a fraction, and never wrapped") {
    CHECK(put_in<std::int64_t>("-9223372036854775808").body == "-9223372036854775808");
    CHECK(put_in<std::uint64_t>("18446744073709551615").body == "18446744073709551615");
    CHECK(put_in<int>("5.0").body == "5");
    CHECK(json::parse(complaint<int>("5.5"))["detail"][0]["type"] == "int_from_float");
    CHECK(json::parse(complaint<int>("2147483648"))["detail"][0]["type"] == "int_parsing_size");
    CHECK(json::parse(complaint<std::int64_t>("99999999999999999999"))["detail"][0]["type"] ==
          "int_parsing_size");
    CHECK(json::parse(complaint<int>("[]"))["detail"][0]["type"] == "int_type");
    CHECK(put_in<json>("99999999999999999999").body == "99999999999999999999");
}

TEST_CASE("what a client says nothing about is told from null") {
    app api;
    api.patch<"/">([](http_min::body<patch> in) -> rt::task<json> {
        co_return json{{"note", in->note.is_set()},
                       {"null", in->note.is_set() && !*in->note},
                       {"count", in->count.is_set()}};
    });
    test_client client(api);
    CHECK(client.send("PATCH", "/", "{}", "application/json").body ==
          R"({"note":false,"null":false,"count":false})");
    CHECK(client.send("PATCH", "/", R"({"note":null})", "application/json").body ==
          R"({"note":true,"null":true,"count":false})");
    CHECK(client.send("PATCH", "/", R"({"note":"long"})", "application/json").status == 422);
    CHECK(put_in<patch>(R"({"count":3})").body == R"({"count":3})");
}

TEST_CASE("a model's own check is a value_error") {
    CHECK(put_in<span>(R"({"from":1,"to":2})").status == 200);
    CHECK(complaint<span>(R"({"from":3,"to":2})") ==
          R"({"detail":[{"type":"value_error","loc":["body"],"msg":"Value error, from is behind to",)"
          R"("input":{"from":3,"to":2},"ctx":{"error":{}}}]})");
}

TEST_CASE("several parameters share one body, each under its key") {
    app api;
    api.post<"/">([](http_min::body<address, embed<"at">> at,
                     http_min::body<int, embed<"importance">, gt<0>> how) -> rt::task<json> {
        co_return json{{"zip", *at->zip}, {"importance", *how}};
    });
    test_client client(api);
    CHECK(
        client.send("POST", "/", R"({"at":{"street":"s","zip":"12345"},"importance":3})", "application/json")
            .body == R"({"zip":"12345","importance":3})");
    CHECK(
        client.send("POST", "/", R"({"importance":0})", "application/json").body ==
        R"({"detail":[{"type":"missing","loc":["body","at"],"msg":"Field required","input":null},)"
        R"({"type":"greater_than","loc":["body","importance"],"msg":"Input should be greater than 0","input":0,)"
        R"("ctx":{"gt":0}}]})");
}
