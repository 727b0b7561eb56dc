// counter.hpp -- the counter, its machine, its loop, and the price book in the cellar. Given: read it, do not change it.
//
// Lifetime: the counter outlives the loop's run() and every thread that the kitchen started.
// Threads:  say() and loop.after() belong to the loop's thread; the price book to whoever goes down to it.
#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "lessons/01_what_blocks/machine.hpp"
#include "lessons/01_what_blocks/toy_loop.hpp"

namespace ex01_2 {

using lesson01::machine;
using lesson01::ms;
using lesson01::toy_loop;

// A library of somebody else's. It answers when it has read far enough, and nothing can make it faster.
class price_book {
  public:
    explicit price_book(machine& kitchen) : kitchen_(kitchen) {}

    // RETURNS the price in coins, or nothing if it was not found within `patience`. It takes 120 ms.
    std::optional<int> find(const std::string& item, ms patience) const {
        const ms needed{120};
        kitchen_.wait(std::min(needed, patience));
        if (patience < needed) return std::nullopt;
        return static_cast<int>(item.size());
    }

  private:
    machine& kitchen_;
};

struct counter {
    struct line {
        ms when;
        std::string text;
        std::thread::id said_by;
    };

    machine& kitchen;
    toy_loop& loop;
    price_book prices{kitchen};
    std::vector<line> said{};

    void say(std::string text) { said.push_back({kitchen.now(), std::move(text), std::this_thread::get_id()}); }
};

}  // namespace ex01_2
