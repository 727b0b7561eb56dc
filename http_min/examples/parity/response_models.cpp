// SPEC.md "Response models": what a handler returns goes out as a model says, and no more of it.
#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

// What is kept has more than the model lets out, and may have less.
const json& full_profile() {
    static const json full{
        {"name", "full"}, {"bio", "b"}, {"score", 10}, {"tags", {"x"}}, {"secret", "s3cret"}};
    return full;
}
const json& bare_profile() {
    static const json bare{{"name", "bare"}};
    return bare;
}

const json& find_profile(const std::string& name) {
    if (name == "full") return full_profile();
    if (name == "bare") return bare_profile();
    throw http_exception(404, json{{"reason", "no such profile"}, {"name", name}});
}

}  // namespace

void add_response_models(app& api) {
    api.post<"/users">([](body<user_in> user) -> rt::task<returns<user_out>> { co_return *user; },
                       {.status = 201});

    api.get<"/profiles/{name}">(
        [](path<"name"> name) -> rt::task<returns<profile>> { co_return find_profile(*name); });
    api.get<"/profiles/{name}/sparse">([](path<"name"> name) -> rt::task<returns<profile, unset_left_out>> {
        co_return find_profile(*name);
    });
    api.get<"/profiles/{name}/public">(
        [](path<"name"> name) -> rt::task<returns<profile, include<"name", "score">>> {
            co_return find_profile(*name);
        });
    api.get<"/profiles-all">([]() -> rt::task<returns<std::vector<profile>>> {
        co_return json{bare_profile(), full_profile()};
    });
    api.get<"/bad-response">([]() -> rt::task<returns<profile>> { co_return json{{"bio", "..."}}; });
}

}  // namespace parity
