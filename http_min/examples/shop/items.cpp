// items.cpp -- what there is to buy: parameters from the path and the query, and a dependency that groups them.
#include "shop.hpp"
#include "stock.hpp"

namespace shop {

using namespace http_min;

namespace {

// A class as a dependency: its fields are parameters of every route that depends on it.
struct paging {
    query<"skip", int, def<0>, ge<0>> skip;
    query<"limit", int, def<10>, ge<1>, le<100>> limit;
};

}  // namespace

router items() {
    router items{{.prefix = "/items", .tags = {"items"}}};

    // GET /items/?skip=10&limit=5. With limit=0 the handler is not called: the client gets a 422 that says why.
    items.get<"/">([](dep<make<paging>> page, state<stock> shelf) -> rt::task<std::vector<listed_item>> {
        co_return shelf->list(*page->skip, *page->limit);
    });

    // GET /items/1. Without path<"item_id", …> among the parameters, this would not compile.
    items.get<"/{item_id}">(
        [](path<"item_id", int> id, state<stock> shelf) -> rt::task<item> { co_return shelf->find(*id); },
        {.summary = "One item", .responses = {{404, "There is no such item"}}});

    return items;
}

}  // namespace shop
