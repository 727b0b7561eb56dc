// stock.hpp -- the shop's items, in memory. Every route shares them as state<stock>: see shop.cpp.
//
// Errors:    http_exception 404 for an id that no item has.
// Threads:   any. Handlers run beside each other, so what they share has a lock, held for a few lines and never across an await.
#pragma once

#include <map>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "models.hpp"

namespace shop {

// An exception of our own, which knows nothing of HTTP: shop.cpp says what a client gets to see.
struct sold_out : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class stock {
  public:
    int add(const item& one);  // RETURNS its id
    item find(int id) const;
    std::vector<listed_item> list(int skip, int limit) const;
    item change(int id, const item_change& by);

    item take(int id, int quantity);  // Errors: sold_out
    void deliver(int id, int quantity);

  private:
    mutable std::mutex mutex_;
    std::map<int, item> items_;
    int last_id_ = 0;
};

}  // namespace shop
