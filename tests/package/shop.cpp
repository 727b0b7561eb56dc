// shop.cpp -- a user's program: an app, asked by the test client; with an argument it would serve.
#include <cstdio>
#include <http_min/http_min.hpp>
#include <http_min/testing/test_client.hpp>

using namespace http_min;

int main(int argc, char** argv) {
    app api{{.title = "Shop", .version = "1.0"}};
    api.get<"/items/{id}">([](path<"id", int> id) -> rt::task<json> { co_return json{{"id", *id}}; });
    if (argc > 1) return serve(api, argc, argv);
    std::printf("%s\n", test_client(api).get("/items/42").body.c_str());
}
