// SPEC.md "Bodies": JSON of models, lists and anything, several parameters in one body, raw bytes.
#include "exact.hpp"
#include "parity.hpp"
#include "sum.hpp"

namespace parity {

using namespace http_min;

namespace {

json summary_of(const order& o) {
    json colors = json::array();
    double total = 0;
    for (const line& each : *o.lines) {
        colors.push_back(each.color ? json(name_of(*each.color)) : json());
        total += static_cast<double>(each.qty) * each.unit_price;
    }
    return {{"customer", o.customer.name},
            {"city", o.customer.address.city},
            {"lines", o.lines->size()},
            {"express", *o.express},
            {"notes", *o.notes},
            {"colors", colors},
            {"total", total}};
}

void add_embedded(app& api) {
    api.post<"/multi/{item_id}">([](path<"item_id", integer> id, body<item, embed<"item">> one,
                                    body<person, embed<"user">> user,
                                    body<integer, embed<"importance">, gt<0>> importance,
                                    query<"q", std::optional<std::string>> q) -> rt::task<json> {
        co_return json{{"item_id", *id},
                       {"item", *one->name},
                       {"user", user->username},
                       {"importance", *importance},
                       {"q", *q}};
    });
    api.post<"/embed">([](body<item, embed<"item">> one) -> rt::task<json> {
        co_return json{{"name", *one->name}};
    });
}

}  // namespace

void add_bodies(app& api) {
    api.post<"/orders">([](body<order> o) -> rt::task<json> { co_return summary_of(*o); });
    api.post<"/scalars">([](body<scalars> s) -> rt::task<scalars> { co_return *s; });
    add_embedded(api);
    api.post<"/batch">([](body<std::vector<pair>> pairs) -> rt::task<json> {
        json sums = json::array();
        for (const pair& each : *pairs) sums.push_back(plus(each.left, each.right));
        co_return json{{"sums", sums}};
    });
    api.post<"/anything">(
        [](body<ordered_map<json>> any) -> rt::task<ordered_map<json>> { co_return std::move(*any); });
    api.post<"/raw">([](request& in) -> rt::task<json> {
        co_return json{{"bytes", in.body().size()},
                       {"sum", sum_of(in.body())},
                       {"content_type", in.header("content-type")}};
    });
}

}  // namespace parity
