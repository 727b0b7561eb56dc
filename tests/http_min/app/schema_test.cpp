// schema -- JSON schemas of types: what a client's generator reads.
#include <http_min/app/schema.hpp>
#include <http_min/app/type_name.hpp>
#include <map>

#include "support/catch.hpp"

using namespace http_min;

namespace shop {

enum class color { red, green, blue };

struct address {
    std::string street;
    field<std::string, pattern<"^[0-9]{5}$">> zip;
};

struct item {
    field<std::string, min_length<1>, max_length<50>> name;
    std::optional<std::string> description;
    field<double, gt<0>> unit_price;
    field<std::vector<std::string>, def<>> tags;
    field<std::optional<color>, http_min::description<"What it is painted with">> tint;
    std::vector<address> stores;
};

struct patch {
    unset_or<std::optional<int>, ge<1>> count;
};

}  // namespace shop

namespace office {
struct item {
    bool lent;
};
}  // namespace office

namespace {

struct with_rule_of_its_own {
    static void describe(schema_rules& to) { to.keyword("format", "phone"); }
};

struct moment {};
json describe_schema(const moment*) { return {{"type", "string"}, {"format", "date-time"}}; }

template <class T, class... Rules>
std::string schema_text() {
    schema_registry models;
    return to_text(schema_of<T, Rules...>(models));
}

template <class T>
std::string component_text(const char* name) {
    schema_registry models;
    schema_of<T>(models);
    return to_text(models.components().at(name));
}

}  // namespace

TEST_CASE("plain values say their JSON type") {
    CHECK(schema_text<int>() == R"({"type":"integer"})");
    CHECK(schema_text<unsigned>() == R"({"type":"integer","minimum":0})");
    CHECK(schema_text<double>() == R"({"type":"number"})");
    CHECK(schema_text<bool>() == R"({"type":"boolean"})");
    CHECK(schema_text<std::string>() == R"({"type":"string"})");
    CHECK(schema_text<json>() == "{}");
    CHECK(schema_text<void>() == R"({"type":"null"})");
}

TEST_CASE("lists and maps say what is in them, an optional that it may be null") {
    CHECK(schema_text<std::vector<int>>() == R"({"type":"array","items":{"type":"integer"}})");
    CHECK(schema_text<std::map<std::string, int>>() ==
          R"({"type":"object","additionalProperties":{"type":"integer"}})");
    CHECK(schema_text<std::map<std::string, json>>() == R"({"type":"object","additionalProperties":true})");
    CHECK(schema_text<std::optional<int>>() == R"({"anyOf":[{"type":"integer"},{"type":"null"}]})");
}

TEST_CASE("rules are keywords beside the type that they are about") {
    CHECK(schema_text<int, def<10>, ge<1>, le<100>>() ==
          R"({"type":"integer","minimum":1,"maximum":100,"default":10})");
    CHECK(schema_text<double, gt<0>, lt<1.5>>() ==
          R"({"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1.5})");
    CHECK(schema_text<std::vector<int>, min_length<1>>() ==
          R"({"type":"array","items":{"type":"integer"},"minItems":1})");
    CHECK(schema_text<std::optional<std::string>, max_length<20>, pattern<"^[a-z]+$">>() ==
          R"({"anyOf":[{"type":"string","pattern":"^[a-z]+$","maxLength":20},{"type":"null"}]})");
    CHECK(schema_text<std::string, with_rule_of_its_own>() == R"({"type":"string","format":"phone"})");
}

TEST_CASE("annotations are said as they are, an example as JSON where it is JSON") {
    CHECK(
        schema_text<int, title<"How many">, description<"At most">, example<"5">, deprecated>() ==
        R"({"type":"integer","title":"How many","description":"At most","examples":[5],"deprecated":true})");
    CHECK(schema_text<std::string, example<"no JSON">>() == R"({"type":"string","examples":["no JSON"]})");
}

TEST_CASE("a type of one's own says its schema itself") {
    CHECK(schema_text<std::vector<moment>>() ==
          R"({"type":"array","items":{"type":"string","format":"date-time"}})");
}

TEST_CASE("a model is a component with its fields in order; required is what has no default") {
    CHECK(schema_text<shop::item>() == R"({"$ref":"#/components/schemas/Item"})");
    CHECK(component_text<shop::item>("Item") ==
          R"({"type":"object","properties":{)"
          R"("name":{"type":"string","minLength":1,"maxLength":50,"title":"Name"},)"
          R"("description":{"anyOf":[{"type":"string"},{"type":"null"}],"title":"Description"},)"
          R"("unit_price":{"type":"number","exclusiveMinimum":0,"title":"Unit Price"},)"
          R"("tags":{"type":"array","items":{"type":"string"},"default":[],"title":"Tags"},)"
          R"("tint":{"anyOf":[{"$ref":"#/components/schemas/Color"},{"type":"null"}],)"
          R"("description":"What it is painted with"},)"
          R"("stores":{"type":"array","items":{"$ref":"#/components/schemas/Address"},"title":"Stores"}},)"
          R"("required":["name","unit_price","stores"],"title":"Item"})");
    CHECK(component_text<shop::item>("Color") ==
          R"({"type":"string","enum":["red","green","blue"],"title":"Color"})");
}

TEST_CASE("what may be left unset is not required, and keeps its rules") {
    CHECK(
        component_text<shop::patch>("Patch") ==
        R"({"type":"object","properties":{"count":{"anyOf":[{"type":"integer","minimum":1},{"type":"null"}],)"
        R"("title":"Count"}},"title":"Patch"})");
}

TEST_CASE(
    "a model met again is the same component, another one of the same name gets its namespace before it") {
    schema_registry models;
    CHECK(schema_of<shop::item>(models) == schema_of<shop::item>(models));
    CHECK(to_text(schema_of<office::item>(models)) == R"({"$ref":"#/components/schemas/office__Item"})");
    CHECK(models.components().size() == 4);
    CHECK(models.components()["office__Item"]["title"] == "office__Item");
}

TEST_CASE("names are made for readers: a type's in capitals, a field's in words") {
    CHECK(detail::component_name("shop::item_out") == "ItemOut");
    CHECK(detail::component_name("(anonymous namespace)::UserIn") == "UserIn");
    CHECK(detail::component_name("{anonymous}::user_in") == "UserIn");
    CHECK(detail::component_name("main()::point") == "Point");
    CHECK(detail::component_name("page<shop::item>") == "Page_Item");
    CHECK(detail::in_words("item_id") == "Item Id");
    CHECK(detail::in_words("x-token") == "X-Token");
}
