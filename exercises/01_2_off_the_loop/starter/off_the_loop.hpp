// off_the_loop.hpp -- serve one customer: say what was ordered, print the receipt, call out when the order is ready.
//
// TODO(01_2_off_the_loop): one call in here blocks the loop. Find it, and move it to another thread.
//
// Invariants to keep:
// - the customer hears the same lines, in the same order, at the same times;
// - only the loop's thread calls say() and loop.after(): another thread posts to the loop what is to be done there;
// - serve() returns at once: nothing on the loop waits for the other thread.
#pragma once
#include <string>

#include "exercises/01_2_off_the_loop/counter.hpp"

namespace ex01_2 {

inline std::string in_coins(std::optional<int> price) {
    return price ? std::to_string(*price) + " coins" : "price unknown";
}

inline std::string price_tag(const price_book& prices, const std::string& item) {
    return item + ": " + in_coins(prices.find(item, ms{200}));
}

inline std::string receipt(const price_book& prices, int number, const std::string& item) {
    return "receipt " + std::to_string(number) + ", " + price_tag(prices, item);
}

// Called by the loop, on the loop's thread.
inline void serve(counter& here, int number, const std::string& item) {
    here.say("one " + item + ", please");
    here.say(receipt(here.prices, number, item));
    here.loop.after(ms{30}, [&here, number] { here.say("number " + std::to_string(number) + " is ready"); });
}

}  // namespace ex01_2
