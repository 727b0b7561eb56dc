// SPEC.md "OpenAPI": R30, R31.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;
using http_min::json;

TEST_CASE("the document's head is the app's") {
    over_each_transport([](transport& app) {
        const json document = app.get("/openapi.json").json();
        CHECK(document["openapi"].get<std::string>().substr(0, 3) == "3.1");
        CHECK(document["info"]["title"] == "Parity");
        CHECK(document["info"]["version"] == "1.2.3");
        CHECK(document["info"]["description"] == "The parity app");
        CHECK(document["tags"] == json::parse(R"([{"name":"admin","description":"Admin operations"}])"));
    });
}

TEST_CASE("every route has its operation, and what is hidden, mounted or documentation has none") {
    over_each_transport([](transport& app) {
        const json paths = app.get("/openapi.json").json()["paths"];
        CHECK(paths.contains("/files/{file_path}"));
        CHECK(paths["/methods"].size() == 8);
        for (const char* absent : {"/either", "/sub/hello", "/static", "/docs", "/redoc", "/openapi.json"})
            CHECK_FALSE(paths.contains(absent));
        CHECK(paths["/admin/stats"]["delete"]["deprecated"] == true);
        CHECK(paths["/admin/stats"]["get"]["responses"].contains("403"));
        CHECK(paths["/admin/stats"]["get"]["tags"] == json{"admin"});
        CHECK(paths["/items"]["post"]["summary"] == "Create an item");
        CHECK(paths["/items"]["post"]["responses"]["201"]["description"] == "The created item");
        CHECK_FALSE(paths["/ping"]["get"]["responses"].contains("422"));
        CHECK(paths["/response/none204"]["get"]["responses"]["204"].contains("content") == false);
    });
}

TEST_CASE("a mounted app has a document of its own, which says where it stands") {
    over_each_transport([](transport& app) {
        const json document = app.get("/sub/openapi.json").json();
        CHECK(document["info"]["title"] == "Sub");
        CHECK(document["servers"] == json::parse(R"([{"url":"/sub"}])"));
        CHECK(document["paths"].contains("/square/{n}"));
    });
}

TEST_CASE("the pages show the title and load the document") {
    over_each_transport([](transport& app) {
        const answer docs = app.get("/docs");
        CHECK(docs.header("content-type") == "text/html; charset=utf-8");
        CHECK(docs.body.find("Parity") != std::string::npos);
        CHECK(docs.body.find("/openapi.json") != std::string::npos);
        CHECK(app.get("/redoc").body.find("/openapi.json") != std::string::npos);
        CHECK(app.send("HEAD", "/docs").status == 200);
    });
}
