// file<>: uploads.
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

std::string part(std::string_view disposition, std::string_view data, std::string_view type = {}) {
    std::string text = "--b\r\nContent-Disposition: form-data; " + std::string(disposition) + "\r\n";
    if (!type.empty()) text.append("Content-Type: ").append(type).append("\r\n");
    return text.append("\r\n").append(data).append("\r\n");
}

test_answer upload(const app& api, const std::string& parts,
                   std::string_view type = "multipart/form-data; boundary=b") {
    return test_client(api).send("POST", "/upload", parts + "--b--\r\n", type);
}

json facts(const upload_file& one) {
    return json{{"filename", one.filename},
                {"content_type", one.content_type},
                {"size", one.size()},
                {"bytes", one.bytes}};
}

void one_file(app& api) {
    api.post<"/upload">([](file<"file"> one, form<"note", std::string, def<"none">> note) -> rt::task<json> {
        json all = facts(*one);
        all["note"] = *note;
        co_return all;
    });
}

template <class File>
std::string with(const std::string& parts) {
    app api;
    api.post<"/upload">([](File given) -> rt::task<json> {
        json all = json::array();
        for (const upload_file& one : *given) all.push_back(std::string(one.bytes));
        co_return all;
    });
    return upload(api, parts).body;
}

}  // namespace

TEST_CASE("a file has a name, a type, a size and its bytes") {
    app api;
    one_file(api);
    CHECK(upload(api, part("name=\"file\"; filename=\"a \xc3\xa4.txt\"", "x\r\n--y", "text/plain")).body ==
          "{\"filename\":\"a "
          "\xc3\xa4.txt\",\"content_type\":\"text/plain\",\"size\":6,\"bytes\":\"x\\r\\n--y\","
          "\"note\":\"none\"}");
    CHECK(upload(api, part("name=\"note\"", "hi") + part("name=\"file\"; filename=\"\"", "")).body ==
          R"({"filename":"","content_type":"","size":0,"bytes":"","note":"hi"})");
}

TEST_CASE("a file that is missing, and a text in its place") {
    app api;
    one_file(api);
    const std::string missing =
        R"({"detail":[{"type":"missing","loc":["body","file"],"msg":"Field required","input":null}]})";
    CHECK(upload(api, part("name=note", "x")).body == missing);
    CHECK(upload(api, part("name=file", "")).body == missing);
    CHECK(test_client(api).send("POST", "/upload", "{}", "application/json").body == missing);
    CHECK(
        upload(api, part("name=file", "x")).body ==
        R"({"detail":[{"type":"value_error","loc":["body","file"],"msg":"Value error, Expected UploadFile, )"
        R"(received: <class 'str'>","input":"x","ctx":{"error":{}}}]})");
    CHECK(upload(api, part("name=file; filename=f", "x") + part("name=note; filename=n", "x")).body ==
          R"({"detail":[{"type":"string_type","loc":["body","note"],"msg":"Input should be a valid string",)"
          R"("input":{"filename":"n","content_type":"","size":1}}]})");
}

TEST_CASE("an optional file, and a list of files") {
    app api;
    api.post<"/upload">([](file<"scan", std::optional<upload_file>> scan) -> rt::task<json> {
        if (!scan->has_value()) co_return nullptr;
        co_return facts(**scan);
    });
    CHECK(upload(api, "").body == "null");
    CHECK(upload(api, part("name=scan; filename=f", "x")).json()["bytes"] == "x");

    using pages = file<"pages", std::vector<upload_file>>;
    CHECK(with<pages>(part("name=pages; filename=f", "1") + part("name=pages; filename=g", "2")) ==
          R"(["1","2"])");
    CHECK(json::parse(with<pages>(""))["detail"][0]["type"] == "missing");
    CHECK(json::parse(with<pages>(part("name=pages; filename=f", "1") +
                                  part("name=pages", "2")))["detail"][0]["loc"] ==
          json({"body", "pages", 1}));
    CHECK(with<file<"pages", std::vector<upload_file>, def<>>>("") == "[]");
    using maybe_pages = file<"pages", std::optional<std::vector<upload_file>>>;
    app other;
    other.post<"/upload">([](maybe_pages all) -> rt::task<int> {
        co_return all->has_value() ? static_cast<int>((*all)->size()) : -1;
    });
    CHECK(upload(other, "").body == "-1");
    CHECK(upload(other, part("name=pages; filename=f", "1")).body == "1");
    CHECK(with<file<"pages", std::vector<upload_file>, alias<"p">>>(part("name=p; filename=f", "1")) ==
          R"(["1"])");
    CHECK(
        with<file<"pages", std::vector<upload_file>, min_length<2>>>(part("name=pages; filename=f", "1")) ==
        R"({"detail":[{"type":"too_short","loc":["body","pages"],"msg":"List should have at least 2 items after )"
        R"(validation, not 1","input":[{"filename":"f","content_type":"","size":1}],"ctx":{"field_type":"List",)"
        R"("min_length":2,"actual_length":1}}]})");
}

TEST_CASE("broken multipart is a 400, whatever else is wrong") {
    app api;
    api.post<"/upload">([](query<"n", int> n, file<"file">) -> rt::task<json> { co_return *n; });
    CHECK(upload(api, "x").status == 400);
    CHECK(upload(api, "x").body == R"({"detail":"Invalid multipart data."})");
    CHECK(test_client(api)
              .send("POST", "/upload", "--b\r\nContent-Disposi", "multipart/form-data; boundary=b")
              .status == 400);
    CHECK(test_client(api).send("POST", "/upload", "", "multipart/form-data; boundary=b").status == 400);
    CHECK(upload(api, "", "multipart/form-data").body == R"({"detail":"Missing boundary in multipart."})");
}
