#include <cstdio>
#include <fstream>
#include <iterator>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/trace_export.hpp>
#include <rt/loop/yield.hpp>

#include "support/catch.hpp"
#include "support/world.hpp"
#include "trace/echo_with_three_clients.hpp"

namespace {

using namespace std::chrono_literals;

rt::task<> one_nop() { (void)co_await nop(); }

rt::task<> two_tasks_and_a_scope() {
    co_await rt::when_all(one_nop(), []() -> rt::task<> {
        rt::cancel_scope scope;
        scope.cancel();
        (void)co_await scope.run(one_nop());
    }());
}

std::string words_of(const rt::trace_recorder& seen) {
    std::string all;
    for (const rt::recorded_event& e : seen.events())
        if (e.kind != rt::trace_kind::kernel_enter && e.kind != rt::trace_kind::kernel_leave)
            all += "#" + std::to_string(e.task) + " " + rt::in_words(e) + "\n";
    return all;
}

template <class T>
rt::timeline timeline_of(rt::task<T> work) {
    rt::trace_recorder seen;
    rt::run(std::move(work), {.driver = {}, .trace = &seen});
    return rt::make_timeline(seen);
}

rt::task<int> call_the_pool() {
    const auto three = [] { return 3; };
    co_return co_await rt::run_blocking(three);
}

}  // namespace

TEST_CASE("the recorder tells what every task did, in order") {
    rt::trace_recorder seen;
    rt::run(two_tasks_and_a_scope(),
            std::make_unique<rt::uring_driver<rt::simulated_ring>>("simulated", rt::simulated_options{}),
            &seen);
    CHECK(words_of(seen) ==
          "#1 begins\n"
          "#1 is resumed\n"
          "#1 waits for its children\n"
          "#2 begins, started by #1\n"
          "#2 is resumed\n"
          "#2 waits for nop\n"
          "#2 hands over operation 1: nop\n"
          "#3 begins, started by #1\n"
          "#3 is resumed\n"
          "#3 cancels scope 2\n"
          "#3 enters cancel scope 2\n"
          "#3 leaves cancel scope 2\n"
          "#3 ends\n"
          "#2 completion of operation 1: 0\n"
          "#2 is resumed with operation 1\n"
          "#2 ends\n"
          "#1 is resumed\n"
          "#1 ends\n"
          "#0 cancels scope 3\n");  // the loop, its outermost: nothing is left in it
}

TEST_CASE("what does not fit is counted, and the beginning is kept") {
    if (world::is_refused()) return;
    rt::trace_recorder seen(5);
    rt::run(two_tasks_and_a_scope(), {.driver = {}, .trace = &seen});
    CHECK(seen.events().size() == 5);
    CHECK(seen.events().front().kind == rt::trace_kind::spawn);
    CHECK(seen.dropped() > 5);
    CHECK(rt::timeline_page(rt::make_timeline(seen)).find("\"dropped\":" + std::to_string(seen.dropped())) !=
          std::string::npos);
}

TEST_CASE("every operation of an echo goes from its task to the ring and back to it") {
    if (world::is_refused()) return;
    const rt::timeline seen = timeline_of(echo::with_three_clients());
    CHECK(seen.operations.size() > 20);
    bool in_order = true;
    bool back_where_it_came_from = true;
    for (const auto& op : seen.operations) {
        in_order = in_order && op.submit < op.complete && op.complete < op.resume;
        back_where_it_came_from = back_where_it_came_from &&
                                  seen.events[op.submit].task == seen.lanes[op.lane].id &&
                                  seen.events[op.resume].task == seen.lanes[op.lane].id;
    }
    CHECK(in_order);
    CHECK(back_where_it_came_from);
    CHECK(seen.depth.back().in_flight == 0);
}

TEST_CASE("the lanes are the kernel, each task under the one that started it, and the pool's threads") {
    if (world::is_refused()) return;
    const rt::timeline seen = timeline_of(echo::with_three_clients());
    std::string names;
    for (const auto& lane : seen.lanes) names += std::string(lane.depth, ' ') + lane.name + "\n";
    CHECK(names.find("kernel\nmain\n clients\n  child\n  child\n  child\n connection\n connection\n "
                     "connection\npool thread\n") == 0);
}

TEST_CASE("a job on the pool lies between its task's wait and its resume") {
    if (world::is_refused()) return;
    const rt::timeline seen = timeline_of(call_the_pool());
    REQUIRE(seen.jobs.size() == 1);
    const rt::timeline::job job = seen.jobs.front();
    CHECK(seen.lanes[job.lane].name == "main");
    CHECK(seen.lanes[job.thread_lane].name == "pool thread");
    CHECK(job.submit < job.begin);
    CHECK(job.begin < job.end);
    CHECK(job.end < job.resume);
}

TEST_CASE("spans of a task neither overlap nor leave a gap") {
    if (world::is_refused()) return;
    const rt::timeline seen = timeline_of(echo::with_three_clients());
    std::vector<std::size_t> ends(seen.lanes.size(), rt::timeline::none);
    bool joined = true;
    for (const auto& span : seen.spans) {
        if (span.kind != rt::timeline::span_kind::run && span.kind != rt::timeline::span_kind::ready &&
            span.kind != rt::timeline::span_kind::wait)
            continue;
        std::size_t& end = ends[span.lane];
        joined = joined && span.from <= span.to && (end == rt::timeline::none || end == span.from);
        end = span.to;
    }
    CHECK(joined);
}

TEST_CASE("text from a program is escaped for JSON and for a page") {
    CHECK(rt::json_string("plain") == "\"plain\"");
    CHECK(rt::json_string("\"\\\n</script>") == "\"\\\"\\\\\\u000a\\u003c/script>\"");
    CHECK(rt::json_string("caf\xC3\xA9 \xE2\x86\x92") == "\"caf\xC3\xA9 \xE2\x86\x92\"");
    CHECK(rt::json_string("\xff\xC3(\xE2\x86") == "\"\\ufffd\\ufffd(\\ufffd\\ufffd\"");
    const rt::trace_recorder empty;
    const std::string page = rt::timeline_page(rt::make_timeline(empty), "a<b>&");
    CHECK(page.find("<title>a&lt;b>&amp; ") != std::string::npos);
}

TEST_CASE("a file is a page or JSON by its ending, and another is refused") {
    const rt::trace_recorder empty;
    CHECK_THROWS_AS(rt::write_timeline(empty, "trace.txt"), std::invalid_argument);
    CHECK_THROWS_AS(rt::write_timeline(empty, "/no/such/folder/trace.json"), std::system_error);
}
