// hello.cpp -- a whole server. Build and run it with `./lab serve`, then: curl localhost:8000/items/42?q=x
#include <http_min/http_min.hpp>

using namespace http_min;

int main(int argc, char** argv) {
    app api{{.title = "Hello", .version = "1.0"}};

    api.get<"/">([]() -> rt::task<text_response> { co_return text("Hello, World!"); });

    api.get<"/json">([]() -> rt::task<json> { co_return json{{"message", "Hello World"}}; });

    api.get<"/items/{item_id}">(
        [](path<"item_id", int> item_id, query<"q", std::optional<std::string>> q) -> rt::task<json> {
            co_return json{{"item_id", *item_id}, {"q", *q}};
        });

    return serve(api, argc, argv);
}
