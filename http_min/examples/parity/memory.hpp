// memory -- what the app remembers between requests: the items, and a log for each token.
//
// Threads:   any: each part has its mutex, held for a few lines and never across an await.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "models.hpp"

namespace parity {

class item_store {
  public:
    item_out add(const item& one);
    item_out find(integer id) const;  // these three throw 404 for an unknown id
    item_out replace(integer id, const item& by);
    item_out change(integer id,
                    const item_patch& by);  // bad_optional_access, a 500, for a null where ItemOut has none
    void remove(integer id);

  private:
    const item_out& at(integer id) const;

    mutable std::mutex mutex_;
    std::map<integer, item_out> items_;
    integer last_id_ = 0;
};

class event_log {
  public:
    void add(const std::string& token, std::string event);
    std::vector<std::string> of(const std::string& token) const;

  private:
    mutable std::mutex mutex_;
    std::map<std::string, std::vector<std::string>> events_;
};

struct memory {
    item_store items;
    event_log log;
    double started = 0;  // seconds since 1970
};

}  // namespace parity
