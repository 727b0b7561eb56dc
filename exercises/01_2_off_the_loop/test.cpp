// Three customers, one loop, and a probe that wants its turn every 10 ms. The machine's clock jumps: no real time is measured.
#include "lessons/01_what_blocks/probe.hpp"
#include "lessons/01_what_blocks/scripted_machine.hpp"
#include "support/catch.hpp"

namespace ex01_2 {
namespace {

struct afternoon {
    lesson01::scripted_machine kitchen{2};
    toy_loop loop{kitchen};
    counter here{kitchen, loop};
    lesson01::probe probe{kitchen, loop, ms{10}, ms{1000}};

    void customer_at(ms when, int number, const std::string& item) {
        loop.after(when, [this, number, item] { serve(here, number, item); });
    }
    void run() {
        loop.run();
        kitchen.join();
    }
};

void serve_three_customers(afternoon& day) {
    day.customer_at(ms{100}, 1, "burger");
    day.customer_at(ms{300}, 2, "cola");
    day.customer_at(ms{500}, 3, "chips");
    day.run();
}

}  // namespace

TEST_CASE("nobody on the loop waits for more than 50 ms") {
    afternoon day;
    serve_three_customers(day);
    INFO("TODO(01_2_off_the_loop): the longest gap is " << day.probe.longest_gap().count() << " ms, from "
                                                       << day.probe.gap_began_at().count() << " ms on");
    CHECK(day.probe.longest_gap() <= ms{50});
}

TEST_CASE("the customers hear the same lines at the same times") {
    afternoon day;
    serve_three_customers(day);
    const std::vector<std::string> to_be_heard = {
        "100 ms: one burger, please", "220 ms: receipt 1, burger: 6 coins", "250 ms: number 1 is ready",
        "300 ms: one cola, please",   "420 ms: receipt 2, cola: 4 coins",   "450 ms: number 2 is ready",
        "500 ms: one chips, please",  "620 ms: receipt 3, chips: 5 coins",  "650 ms: number 3 is ready"};
    for (std::size_t i = 0; i < to_be_heard.size(); ++i) {
        std::string heard = "nothing";
        if (i < day.here.said.size())
            heard = std::to_string(day.here.said[i].when.count()) + " ms: " + day.here.said[i].text;
        CHECK(heard == to_be_heard[i]);
    }
    CHECK(day.here.said.size() == to_be_heard.size());
}

TEST_CASE("what another thread found out is said by the loop's thread") {
    afternoon day;
    serve_three_customers(day);
    for (const auto& line : day.here.said) {
        INFO(line.text);
        CHECK(line.said_by == std::this_thread::get_id());
    }
}

}  // namespace ex01_2
