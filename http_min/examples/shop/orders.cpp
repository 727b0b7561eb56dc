// orders.cpp -- buying: a dependency says who it is, an exception becomes an answer, some work is left for later.
#include <rt/loop/sleep.hpp>

#include "login.hpp"
#include "shop.hpp"
#include "stock.hpp"

namespace shop {

using namespace http_min;

namespace {

// It runs after the answer has been sent: the customer does not wait for the supplier.
rt::task<> restock(state<stock> shelf, int item_id) {
    if (*shelf->find(item_id).in_stock >= 5) co_return;
    co_await rt::sleep_for(std::chrono::seconds(1));  // the supplier is on the way
    shelf->deliver(item_id, 10);
}

}  // namespace

router orders() {
    router orders{{.prefix = "/orders", .tags = {"orders"}}};

    // Where it throws, nothing comes behind it: no task for later, and the answer is a 401, 404 or 409.
    orders.post<"/">(
        [](body<order> wish, dep<customer> who, state<stock> shelf,
           background_tasks& later) -> rt::task<receipt> {
            const item bought = shelf->take(wish->item_id, wish->quantity);
            later.add(restock, shelf, wish->item_id);
            co_return receipt{*who, bought.name, wish->quantity, bought.price * wish->quantity};
        },
        {.status = 201,
         .responses = {{401, "Log in first"}, {404, "There is no such item"}, {409, "Sold out"}}});

    return orders;
}

}  // namespace shop
