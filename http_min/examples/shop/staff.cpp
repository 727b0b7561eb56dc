// staff.cpp -- a router that nobody enters without a token: what all its routes have in common is said once.
#include <http_min/app/security.hpp>
#include <http_min/app/signed_text.hpp>

#include "login.hpp"
#include "shop.hpp"
#include "stock.hpp"

namespace shop {

using namespace http_min;

namespace {

// Reads `Authorization: Bearer …`, and gives /docs its "Authorize" button, which asks /token.
constexpr oauth2_password_bearer<"token"> bearer;

rt::task<> staff_only(dep<bearer> token) {
    const auto name = read_signed_text(*token, secret, std::chrono::hours(1));
    if (!name) throw http_exception(401, "Invalid token", {{"www-authenticate", "Bearer"}});
    if (*name != "grace") throw http_exception(403, "Staff only");
    co_return;
}

}  // namespace

router staff() {
    router staff{{.prefix = "/staff",
                  .tags = {"staff"},
                  .responses = {{403, "Staff only"}},
                  .dependencies = depends<staff_only>}};

    staff.post<"/items">(
        [](body<item> one, state<stock> shelf) -> rt::task<json> {
            co_return json{{"id", shelf->add(*one)}};
        },
        {.summary = "Put an item on the shelf", .status = 201});

    staff.patch<"/items/{item_id}">(
        [](path<"item_id", int> id, body<item_change> change, state<stock> shelf) -> rt::task<item> {
            co_return shelf->change(*id, *change);
        });

    return staff;
}

}  // namespace shop
