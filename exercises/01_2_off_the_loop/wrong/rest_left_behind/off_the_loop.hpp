// off_the_loop.hpp -- "what follows may stay where it was": the order is called out before its receipt is printed.
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

inline void serve(counter& here, int number, const std::string& item) {
    here.say("one " + item + ", please");
    here.kitchen.start([&here, number, item] {
        const std::string printed = receipt(here.prices, number, item);
        here.loop.post([&here, printed] { here.say(printed); });
    });
    here.loop.after(ms{30}, [&here, number] { here.say("number " + std::to_string(number) + " is ready"); });
}

}  // namespace ex01_2
