// off_the_loop.hpp -- serve one customer; the price is looked up on another thread.
//
// Invariant: only the loop's thread calls say() and loop.after(): the other thread posts what is to be done there.
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

// What has to wait for the receipt comes after it, on the loop again.
inline void hand_over(counter& here, int number, const std::string& printed) {
    here.say(printed);
    here.loop.after(ms{30}, [&here, number] { here.say("number " + std::to_string(number) + " is ready"); });
}

// Called by the loop, on the loop's thread.
inline void serve(counter& here, int number, const std::string& item) {
    here.say("one " + item + ", please");
    here.kitchen.start([&here, number, item] {
        const std::string printed = receipt(here.prices, number, item);  // this thread may wait: nobody waits for it
        here.loop.post([&here, number, printed] { hand_over(here, number, printed); });
    });
}

}  // namespace ex01_2
