// SPEC.md "Structured concurrency": the runtime's task groups, timeouts and limiters inside a handler.
#include <algorithm>
#include <rt/core/task_group.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/sync/capacity_limiter.hpp>

#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

using namespace std::chrono_literals;
using milliseconds = std::chrono::milliseconds;

rt::task<> sleep_and_note(integer number, milliseconds time, std::vector<integer>& done) {
    co_await rt::sleep_for(time);
    done.push_back(number);
}

rt::task<> sleep_until_cancelled(memory& s, std::string token, int number) {
    try {
        co_await rt::sleep_for(30s);
    } catch (const rt::cancelled&) {
        s.log.add(token, "cancelled " + std::to_string(number));
        throw;
    }
}

rt::task<> fail_after_a_while() {
    co_await rt::sleep_for(100ms);
    throw std::runtime_error("child failed");
}

rt::task<> two_wait_and_one_fails(memory& s, const std::string& token) {
    co_await rt::with_task_group([&](rt::task_group& group) -> rt::task<> {
        group.start_soon(sleep_until_cancelled, std::ref(s), token, 1);
        group.start_soon(sleep_until_cancelled, std::ref(s), token, 2);
        group.start_soon(fail_after_a_while);
        co_return;
    });
}

rt::task<> sleep_and_log(memory& s, const std::string& token, milliseconds work) {
    struct log_left {
        memory& s;
        const std::string& token;
        ~log_left() { s.log.add(token, "left"); }
    };
    const log_left at_the_end{s, token};
    co_await rt::sleep_for(work);
}

struct crowd {
    rt::capacity_limiter limiter;
    int inside = 0;
    int most = 0;
};

rt::task<> enter(crowd& c) {
    const auto token = co_await c.limiter.acquire();
    c.most = std::max(c.most, ++c.inside);
    co_await rt::sleep_for(100ms);
    --c.inside;
}

bool on_a_loop() { return rt::loop::is_running_here(); }

void add_groups(app& api, memory& s) {
    api.get<"/tasks/parallel">([](query<"n", integer, def<5>, ge<0>, le<100>> n,
                                  query<"ms", integer, def<200>, ge<0>, le<2000>> ms) -> rt::task<json> {
        std::vector<integer> done;
        co_await rt::with_task_group([&](rt::task_group& group) -> rt::task<> {
            for (integer i = 0; i < *n; ++i)
                group.start_soon(sleep_and_note, i, milliseconds(*ms), std::ref(done));
            co_return;
        });
        std::sort(done.begin(), done.end());
        co_return json{{"done", done}};
    });

    api.get<"/tasks/fail/{token}">([&s](path<"token"> token) -> rt::task<json> {
        std::string error;
        try {
            co_await two_wait_and_one_fails(s, *token);
        } catch (const std::runtime_error& e) {
            error = e.what();
        }
        s.log.add(*token, "joined");
        co_return json{{"error", error}};
    });
}

}  // namespace

void add_tasks(app& api, memory& s) {
    add_groups(api, s);

    api.get<"/tasks/timeout/{token}">(
        [&s](path<"token"> token, query<"ms", integer, def<100>, ge<1>, le<2000>> ms,
             query<"work", integer, def<5000>, ge<0>, le<30000>> work) -> rt::task<json> {
            const bool finished =
                co_await rt::move_on_after(milliseconds(*ms), sleep_and_log(s, *token, milliseconds(*work)));
            co_return json{{"finished", finished}};
        });

    api.get<"/tasks/limit">([](query<"n", integer, def<6>, ge<0>, le<100>> n,
                               query<"cap", integer, def<2>, ge<1>, le<50>> cap) -> rt::task<json> {
        crowd c{rt::capacity_limiter(static_cast<std::size_t>(*cap))};
        co_await rt::with_task_group([&](rt::task_group& group) -> rt::task<> {
            for (integer i = 0; i < *n; ++i) group.start_soon(enter, std::ref(c));
            co_return;
        });
        co_return json{{"most", c.most}};
    });

    api.get<"/tasks/to-thread">([]() -> rt::task<json> {
        const bool before = on_a_loop();
        const bool inside = co_await rt::run_blocking(on_a_loop);
        co_return json{{"before", before}, {"inside", inside}, {"after", on_a_loop()}};
    });
}

}  // namespace parity
