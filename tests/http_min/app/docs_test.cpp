// docs -- the pages that show the document, and the routes they stand at.
#include <http_min/app/docs_pages.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("/docs and /redoc are pages that load the document and show the title") {
    const app api{{.title = "Tom & <Jerry>"}};
    test_client client(api);
    const test_answer docs = client.get("/docs");
    CHECK(docs.status == 200);
    CHECK(docs.header("content-type") == "text/html; charset=utf-8");
    CHECK(has(docs.body, "<title>Tom &amp; &lt;Jerry&gt; - Swagger UI</title>"));
    CHECK(has(docs.body, R"(url: "/openapi.json")"));
    const test_answer redoc = client.get("/redoc");
    CHECK(redoc.header("content-type") == "text/html; charset=utf-8");
    CHECK(has(redoc.body, "ReDoc</title>"));
    CHECK(has(redoc.body, R"(<redoc spec-url="/openapi.json">)"));
    CHECK(client.get("/docs/oauth2-redirect").status == 200);
}

TEST_CASE("a page loads its script from here when it came with the program, else from a CDN") {
    const app api;
    test_client client(api);
    const std::string page = client.get("/docs").body;
    if (find_docs_asset("swagger-ui-bundle.js")) {
        CHECK(has(page, "src=\"/docs/swagger-ui-bundle.js\""));
        const test_answer script = client.get("/docs/swagger-ui-bundle.js");
        CHECK(script.header("content-type") == "text/javascript; charset=utf-8");
        CHECK(script.header("content-encoding") == "gzip");
        CHECK(script.body.size() > 100'000);
    } else {
        CHECK(has(page, "src=\"https://cdn.jsdelivr.net/npm/swagger-ui-dist@"));
    }
}

TEST_CASE("GET implies HEAD here, and nothing else is allowed") {
    const app api;
    test_client client(api);
    for (const char* path : {"/openapi.json", "/docs", "/redoc"}) {
        CHECK(client.send("HEAD", path).status == 200);
        const test_answer refused = client.send("POST", path);
        CHECK(refused.status == 405);
        CHECK(refused.header("allow") == "GET, HEAD");
    }
}

TEST_CASE("they stand where the options say, or not at all") {
    const app moved{{.openapi_url = "/api.json", .docs_url = "/help", .redoc_url = ""}};
    test_client client(moved);
    CHECK(has(client.get("/help").body, R"(url: "/api.json")"));
    CHECK(client.get("/api.json").status == 200);
    CHECK(client.get("/redoc").status == 404);
    CHECK(client.get("/openapi.json").status == 404);

    const app without{{.openapi_url = ""}};
    test_client alone(without);
    CHECK(alone.get("/docs").status == 404);
}

TEST_CASE("below a mount a page's links begin with the mount") {
    const app inner{{.title = "Sub"}};
    app api;
    api.mount("/sub", inner);
    test_client client(api);
    CHECK(has(client.get("/sub/docs").body, R"(url: "/sub/openapi.json")"));
}

TEST_CASE("what a user writes into a title ends no script") {
    const std::string page = swagger_ui_page({"t", "/</script>", "/docs", ""});
    CHECK(has(page, "\\u003c/script>"));
}
