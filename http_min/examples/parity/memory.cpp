#include "memory.hpp"

namespace parity {

using namespace http_min;

namespace {

item_out with_id(const item& one, integer id) {
    return {one.name, one.description, one.price, one.tax, one.tags, id, one.price + one.tax.value_or(0)};
}

}  // namespace

item_out item_store::add(const item& one) {
    const std::lock_guard lock(mutex_);
    const integer id = ++last_id_;
    return items_.emplace(id, with_id(one, id)).first->second;
}

item_out item_store::find(integer id) const {
    const std::lock_guard lock(mutex_);
    return at(id);
}

item_out item_store::replace(integer id, const item& by) {
    const std::lock_guard lock(mutex_);
    at(id);
    return items_[id] = with_id(by, id);
}

item_out item_store::change(integer id, const item_patch& by) {
    const std::lock_guard lock(mutex_);
    item_out changed = at(id);
    if (by.name.is_set()) changed.name = by.name->value();
    if (by.description.is_set()) changed.description = *by.description;
    if (by.price.is_set()) changed.price = by.price->value();
    if (by.tax.is_set()) changed.tax = *by.tax;
    if (by.tags.is_set()) changed.tags = by.tags->value();
    changed.total = changed.price + changed.tax.value_or(0);
    return items_[id] = changed;
}

void item_store::remove(integer id) {
    const std::lock_guard lock(mutex_);
    at(id);
    items_.erase(id);
}

const item_out& item_store::at(integer id) const {
    const auto found = items_.find(id);
    if (found == items_.end()) throw http_exception(404, "Item not found");
    return found->second;
}

void event_log::add(const std::string& token, std::string event) {
    const std::lock_guard lock(mutex_);
    events_[token].push_back(std::move(event));
}

std::vector<std::string> event_log::of(const std::string& token) const {
    const std::lock_guard lock(mutex_);
    const auto found = events_.find(token);
    return found == events_.end() ? std::vector<std::string>() : found->second;
}

}  // namespace parity
