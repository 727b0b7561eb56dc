// SPEC.md "Paths": parameters that stand in the path, and their types.
#include "parity.hpp"

namespace parity {

using namespace http_min;

void add_paths(app& api) {
    api.get<"/typed/int/{value}">([](path<"value", integer> value) -> rt::task<json> {
        co_return json{{"value", *value}};
    });
    api.get<"/typed/float/{value}">([](path<"value", double> value) -> rt::task<json> {
        co_return json{{"value", *value}};
    });
    api.get<"/typed/bool/{value}">([](path<"value", bool> value) -> rt::task<json> {
        co_return json{{"value", *value}};
    });
    api.get<"/typed/str/{value}">([](path<"value"> value) -> rt::task<json> {
        co_return json{{"value", *value}};
    });
    api.get<"/typed/range/{value}">([](path<"value", integer, gt<0>, le<1000>> value) -> rt::task<json> {
        co_return json{{"value", *value}};
    });
    api.get<"/colors/{color}">([](path<"color", color> chosen) -> rt::task<json> {
        co_return json{{"color", name_of(*chosen)}, {"is_red", *chosen == color::red}};
    });
    api.get<"/people/me">([]() -> rt::task<json> { co_return json{{"user_id", "you"}}; });
    api.get<"/people/{user_id}">([](path<"user_id"> user) -> rt::task<json> {
        co_return json{{"user_id", *user}};
    });
    api.get<"/people/{user_id}/posts/{post_id}">(
        [](path<"user_id"> user, path<"post_id", integer> post) -> rt::task<json> {
            co_return json{{"user_id", *user}, {"post_id", *post}};
        });
    api.get<"/files/{file_path:path}">([](path<"file_path"> file) -> rt::task<json> {
        co_return json{{"file_path", *file}};
    });
}

}  // namespace parity
