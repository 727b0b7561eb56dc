#include "stock.hpp"

namespace shop {

namespace {

// The item with this id, to look at or to change.
auto& at(auto& items, int id) {
    const auto found = items.find(id);
    if (found == items.end()) throw http_min::http_exception(404, "Item not found");
    return found->second;
}

}  // namespace

int stock::add(const item& one) {
    const std::lock_guard lock(mutex_);
    items_.emplace(++last_id_, one);
    return last_id_;
}

item stock::find(int id) const {
    const std::lock_guard lock(mutex_);
    return at(items_, id);
}

std::vector<listed_item> stock::list(int skip, int limit) const {
    const std::lock_guard lock(mutex_);
    std::vector<listed_item> page;
    for (const auto& [id, one] : items_)
        if (skip-- <= 0 && limit-- > 0) page.push_back({id, one.name, one.price});
    return page;
}

item stock::change(int id, const item_change& by) {
    const std::lock_guard lock(mutex_);
    item& changed = at(items_, id);
    if (by.price.is_set()) changed.price = *by.price;
    if (by.in_stock.is_set()) changed.in_stock = *by.in_stock;
    return changed;
}

item stock::take(int id, int quantity) {
    const std::lock_guard lock(mutex_);
    item& taken = at(items_, id);
    if (taken.in_stock < quantity) throw sold_out(*taken.name);
    *taken.in_stock -= quantity;
    return taken;
}

void stock::deliver(int id, int quantity) {
    const std::lock_guard lock(mutex_);
    *at(items_, id).in_stock += quantity;
}

}  // namespace shop
