// trusted_host and https_redirect: by which name, and how, an app is reached.
#include <http_min/app/https_redirect.hpp>
#include <http_min/app/trusted_host.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

test_answer get(app& api, std::string base_url, std::string_view target = "/") {
    return test_client(api, {.base_url = base_url, .follow_redirects = false}).get(target);
}

void answer_at_root(app& api) {
    api.get<"/">([]() -> rt::task<json> { co_return 1; });
}

}  // namespace

TEST_CASE("a host that is ours is let through, whatever its case and port") {
    app api;
    answer_at_root(api);
    api.middleware(trusted_host({"example.com", "*.example.org", "[::1]"}));
    for (const char* const url :
         {"http://example.com", "http://EXAMPLE.com:8000", "http://a.example.org", "http://[::1]:80"})
        CHECK(get(api, url).status == 200);
}

TEST_CASE("another host is refused") {
    app api;
    answer_at_root(api);
    api.middleware(trusted_host({"example.com", "*.example.org"}));
    for (const char* const url :
         {"http://evil.com", "http://a.example.com", "http://example.org", "http://xexample.org"}) {
        const test_answer answer = get(api, url);
        CHECK(answer.status == 400);
        CHECK(answer.body == "Invalid host header");
    }
}

TEST_CASE("where only www. is missing, the client is sent there") {
    app api;
    answer_at_root(api);
    api.middleware(trusted_host({"www.example.com"}));
    CHECK(get(api, "http://example.com", "/a?b=c").header("location") == "http://www.example.com/a?b=c");
}

TEST_CASE("a star trusts every host") {
    app api;
    answer_at_root(api);
    api.middleware(trusted_host({"*"}));
    CHECK(get(api, "http://any").status == 200);
}

TEST_CASE("who comes by http is sent to https") {
    app api;
    answer_at_root(api);
    api.middleware(https_redirect());
    const test_answer answer = get(api, "http://example.com:80", "/a?b=c");
    CHECK(answer.status == 307);
    CHECK(answer.header("location") == "https://example.com/a?b=c");
    CHECK(get(api, "http://example.com:8000").header("location") == "https://example.com:8000/");
    CHECK(get(api, "https://example.com").status == 200);
}
