// date, date_time, uuid: what text and JSON are taken for them, what is said of the rest, how they are written.
#include <http_min/app/date.hpp>
#include <http_min/app/date_time.hpp>
#include <http_min/app/uuid.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

// The value as JSON, or the type of what is wrong and why.
template <class T>
std::string read(const std::string& text) {
    T value;
    const auto wrong = from_text(text, value);
    if (wrong)
        return wrong->context.is_null() ? std::string(wrong->type)
                                        : wrong->context["error"].template get<std::string>();
    std::string out;
    write_json(out, value);
    return out;
}

template <class T>
std::string read_json(const json& in) {
    T value;
    const auto wrong = from_json(in, value);
    return wrong ? std::string(wrong->type) : value.to_string();
}

struct meeting {
    uuid id;
    date day;
    std::optional<date_time> begins;
    field<std::vector<date>, def<>> others;
};

app calendar() {
    app api;
    api.post<"/meetings/{room}">([](path<"room", uuid> room, query<"from", std::optional<date>> from,
                                    body<meeting> m) -> rt::task<json> {
        const std::optional<std::string> first = *from ? std::optional((*from)->to_string()) : std::nullopt;
        co_return json{{"room", *room}, {"from", first}, {"day", m->day}, {"id", m->id}};
    });
    api.post<"/same">([](body<meeting> m) -> rt::task<meeting> { co_return *m; });
    return api;
}

constexpr const char* an_id = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";

}  // namespace

TEST_CASE("a day is ISO 8601, a midnight or the Unix time of one") {
    for (const char* const text :
         {"2024-01-02", "2024-01-02T00:00:00", "2024-01-02T00:00:00Z", "2024-01-02_00:00", "1704153600"})
        CHECK(read<date>(text) == "\"2024-01-02\"");
    CHECK(read<date>("2024-02-29") == "\"2024-02-29\"");
    CHECK(read<date>("0001-01-01") == "\"0001-01-01\"");
    CHECK(read<date>("1704153600000") == "\"2024-01-02\"");  // milliseconds
    CHECK(read_json<date>(1704153600) == "2024-01-02");
}

TEST_CASE("what is no day is told in pydantic's words") {
    const std::pair<const char*, const char*> wrong[] = {
        {"", "input is too short"},
        {"2024-1-2", "input is too short"},
        {"2024-01-02 ", "input is too short"},
        {"2024-02-30", "day value is outside expected range"},
        {"2023-02-29", "day value is outside expected range"},
        {"2024-01-00", "day value is outside expected range"},
        {"2024-13-01", "month value is outside expected range of 1-12"},
        {"2024-00-01", "month value is outside expected range of 1-12"},
        {"2024/01/02", "invalid date separator, expected `-`"},
        {"10000-01-01", "invalid date separator, expected `-`"},
        {"abcd-01-02", "invalid character in year"},
        {"2024-0x-02", "invalid character in month"},
        {"2024-01-0x", "invalid character in day"},
        {"2024-01-02x", "invalid datetime separator, expected `T`, `t`, `_` or space"},
        {"2024-01-02T01:00:00", "date_from_datetime_inexact"},
        {"20240102", "date_from_datetime_inexact"},  // seconds, in August 1970
        {"99999999999999999", "dates after 9999 are not supported as unix timestamps"},
        {"-99999999999999999", "dates before 0001 are not supported as unix timestamps"}};
    for (const auto& [text, why] : wrong) {
        INFO(text);
        CHECK(read<date>(text) == why);
    }
    for (const json& other : {json(true), json(nullptr), json::array(), json::object()})
        CHECK(read_json<date>(other) == "date_type");
    CHECK(read_json<date>(5.5) == "date_from_datetime_inexact");
}

TEST_CASE("a time keeps the offset that it came with") {
    const std::pair<const char*, const char*> same[] = {
        {"2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z"},
        {"2024-01-02t03:04:05z", "2024-01-02T03:04:05Z"},
        {"2024-01-02T03:04:05", "2024-01-02T03:04:05"},
        {"2024-01-02 03:04", "2024-01-02T03:04:00"},
        {"2024-01-02", "2024-01-02T00:00:00"},
        {"2024-01-02T03:04:05.123456+02:00", "2024-01-02T03:04:05.123456+02:00"},
        {"2024-01-02T03:04:05.1234567Z", "2024-01-02T03:04:05.123456Z"},
        {"2024-01-02T03:04:05,5Z", "2024-01-02T03:04:05.500000Z"},
        {"2024-01-02T03:04:05+0200", "2024-01-02T03:04:05+02:00"},
        {"2024-01-02T03:04:05-00:30", "2024-01-02T03:04:05-00:30"},
        {"1704164645", "2024-01-02T03:04:05Z"},
        {"5.5", "1970-01-01T00:00:05.500000Z"},
        {"-1", "1969-12-31T23:59:59Z"}};
    for (const auto& [text, written] : same) {
        INFO(text);
        CHECK(read<date_time>(text) == '"' + std::string(written) + '"');
    }
    CHECK(read_json<date_time>(5) == "1970-01-01T00:00:05Z");
}

TEST_CASE("what is no time is told in pydantic's words") {
    const std::string rest = "unexpected extra characters at the end of the input";
    for (const char* const text : {"2024-01-02T25:00:00", "2024-01-02T03:60:00", "2024-01-02T03:04:60",
                                   "2024-01-02T03", "2024-01-02T03:04:05.Z", "2024-01-02T03:04:05Zx",
                                   "2024-01-02T03:04:05+25:00", "2024-01-02T03:04:05+2"}) {
        INFO(text);
        CHECK(read<date_time>(text) == rest);
    }
    CHECK(read<date_time>("x") == "input is too short");
    CHECK(read<date_time>("2024-02-30T00:00:00Z") == "day value is outside expected range");
    CHECK(read_json<date_time>(true) == "datetime_type");
    for (const char* const text : {"nan", "inf", "1e400"})
        CHECK(read<date_time>(text) == "input is too short");
}

TEST_CASE("times are the same when they are the same moment") {
    date_time a, b, nowhere;
    CHECK_FALSE(from_text("2024-01-02T03:00:00+02:00", a));
    CHECK_FALSE(from_text("2024-01-02T01:00:00Z", b));
    CHECK_FALSE(from_text("2024-01-02T01:00:00", nowhere));
    CHECK(a == b);
    CHECK_FALSE(b == nowhere);
    CHECK(a.offset() == std::chrono::minutes(120));
}

TEST_CASE("a uuid is read in four spellings and written in one") {
    for (const char* const text :
         {an_id, "F81D4FAE7DEC11D0A76500A0C91E6BF6", "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}",
          "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"})
        CHECK(read<uuid>(text) == '"' + std::string(an_id) + '"');
    CHECK(uuid().to_string() == "00000000-0000-0000-0000-000000000000");
    const std::string one = uuid::random().to_string();
    CHECK(one != uuid::random().to_string());
    CHECK(one[14] == '4');
    CHECK(std::string("89ab").find(one[19]) != std::string::npos);
}

TEST_CASE("what is no uuid is told in pydantic's words") {
    const std::pair<const char*, const char*> wrong[] = {
        {"x", "invalid character: found `x` at 1"},
        {"", "invalid length: expected length 32 for simple format, found 0"},
        {"f81d4fae-7dec-11d0-a765-00a0c91e6bf", "invalid group length in group 4: expected 12, found 11"},
        {"f81d4fae7-dec-11d0-a765-00a0c91e6bf6", "invalid group length in group 0: expected 8, found 9"},
        {"f81d4fae-7dec-11d0-a76500a0c91e6bf6", "invalid group count: expected 5, found 4"},
        {"f81d4fae-7dec-11d0-a765-00a0c91e6bfg", "invalid character: found `g` at 36"},
        {"f81d4fae\xC3\xA9", "invalid character: found `\xC3\xA9` at 9"}};
    for (const auto& [text, why] : wrong) {
        INFO(text);
        CHECK(read<uuid>(text) == why);
    }
    CHECK(read<uuid>(std::string(100'000, '-')) == "invalid group count: expected 5, found 100001");
    CHECK(read_json<uuid>(5) == "uuid_type");
}

TEST_CASE("they are parameters and fields of models, and the document says their format") {
    const app api = calendar();
    test_client client(api);
    const json whole{{"id", an_id}, {"day", "2024-01-02"}, {"begins", "2024-01-02T03:04:05Z"}};
    const std::string room = "/meetings/" + std::string(an_id);
    CHECK(
        client.post(room + "?from=2024-01-01", whole).body ==
        R"({"room":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6","from":"2024-01-01","day":"2024-01-02","id":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"})");
    CHECK(client.post("/same", whole).json() == json{{"id", an_id},
                                                     {"day", "2024-01-02"},
                                                     {"begins", "2024-01-02T03:04:05Z"},
                                                     {"others", json::array()}});
    const json refused = client.post("/meetings/7?from=x", json{{"id", 7}, {"day", ""}}).json()["detail"];
    REQUIRE(refused.size() == 4);
    CHECK(refused[0] ==
          json{{"type", "uuid_parsing"},
               {"loc", {"path", "room"}},
               {"msg",
                "Input should be a valid UUID, invalid length: expected length 32 for simple "
                "format, found 1"},
               {"input", "7"},
               {"ctx", {{"error", "invalid length: expected length 32 for simple format, found 1"}}}});
    CHECK(refused[1]["type"] == "date_from_datetime_parsing");
    CHECK(refused[2]["type"] == "uuid_type");
    CHECK(refused[3]["loc"] == json{"body", "day"});
    const json document = client.get("/openapi.json").json();
    const json& models = document["components"]["schemas"];
    CAPTURE(to_text(models));
    const json& fields = models.at("Meeting").at("properties");
    CHECK(fields["id"] == json{{"type", "string"}, {"format", "uuid"}, {"title", "Id"}});
    CHECK(fields["day"]["format"] == "date");
    CHECK(fields["begins"]["anyOf"][0]["format"] == "date-time");
    CHECK(fields["others"]["items"] == json{{"type", "string"}, {"format", "date"}});
}
