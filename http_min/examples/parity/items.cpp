// SPEC.md "Items": models, status codes, headers, and PATCH.
#include "parity.hpp"

namespace parity {

using namespace http_min;

void add_items(app& api, memory& s) {
    api.post<"/items">(
        [&s](body<item> one, response& out) -> rt::task<item_out> {
            item_out made = s.items.add(*one);
            out.headers.set("location", "/items/" + std::to_string(made.id));
            co_return made;
        },
        {.summary = "Create an item",
         .description = "Create an item and give it an id.",
         .status = 201,
         .response_description = "The created item"});

    api.get<"/items/{item_id}">(
        [&s](path<"item_id", integer> id) -> rt::task<item_out> { co_return s.items.find(*id); });

    api.put<"/items/{item_id}">(
        [&s](path<"item_id", integer> id, body<item> by, query<"note", std::optional<std::string>> note) {
            if (*note) by->description = **note;
            return s.items.replace(*id, *by);
        });

    api.patch<"/items/{item_id}">(
        [&s](path<"item_id", integer> id, body<item_patch> by) { return s.items.change(*id, *by); });

    api.delete_<"/items/{item_id}">(
        [&s](path<"item_id", integer> id) -> rt::task<> {
            s.items.remove(*id);
            co_return;
        },
        {.status = 204});
}

}  // namespace parity
