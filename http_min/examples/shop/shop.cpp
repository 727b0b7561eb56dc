// shop.cpp -- the app: what is around all routes, and the routes.
#include "shop.hpp"

#include "login.hpp"
#include "stock.hpp"

namespace shop {

using namespace http_min;

namespace {

// Up to co_yield it runs before the first request, and from there on after the last. What it lends, handlers take as state<stock>.
rt::async_generator<stock> open_shop() {
    stock shelf;
    shelf.add({"hammer", 12.5, 3, "With a handle"});
    shelf.add({"nail", 0.1, 500, {}});
    co_yield rt::lend(shelf);
}

}  // namespace

app make_app() {
    app api{{.title = "Shop", .version = "1.0", .description = "Hammers, nails, and how to buy them"}};

    api.lifespan(open_shop);
    api.middleware(sessions({.secret_key = std::string(secret)}));

    // Wherever it is thrown, the client gets this.
    api.on_exception<sold_out>([](request&, const sold_out& what) -> rt::task<with_status<json>> {
        co_return with_status(409, json{{"detail", std::string(what.what()) + " is sold out"}});
    });

    api.include(items());
    api.include(orders());
    api.include(login());
    api.include(staff());
    api.include(page());
    return api;
}

}  // namespace shop
