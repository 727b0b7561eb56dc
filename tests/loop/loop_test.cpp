#include <atomic>
#include <rt/core/when_all.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <thread>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/gate.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::task<> be_busy(const bool& until) {
    while (!until) co_await rt::yield();
}

rt::task<> set_after_io(bool& flag) {
    for (int i = 0; i < 10; ++i) (void)co_await nop();
    flag = true;
}

rt::task<> set_after_sleep(bool& flag) {
    co_await rt::sleep_for(1ms);
    flag = true;
}

rt::task<> nops(int count) {
    for (int i = 0; i < count; ++i) (void)co_await nop();
}

rt::task<> wait_for_ever(gate& nobody_opens, counted) { co_await nobody_opens; }

rt::task<> receive_for_ever(int fd, counted) {
    char byte;
    (void)co_await receive(fd, {&byte, 1});
}

// Resumed by another thread: stands in a list until that thread posts it.
class posted_later : rt::waiter {
  public:
    explicit posted_later(std::vector<rt::waiter*>& list) : list_(list) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller) {
        suspend(caller);
        rt::loop::current().expect_post();
        list_.push_back(this);
    }
    void await_resume() const noexcept { rt::loop::current().got_post(); }

  private:
    std::vector<rt::waiter*>& list_;
};

// Posted by a thread that has come and gone while the awaiter's own thread is still in await_suspend.
class posted_at_once : rt::waiter {
  public:
    explicit posted_at_once(counted kept) : kept_(std::move(kept)) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller) {
        suspend(caller);
        rt::loop& home = rt::loop::current();
        home.expect_post();
        std::thread([this, &home] { home.post(*this); }).join();
        kept_value_ = kept_.value;
    }
    int await_resume() const noexcept {
        rt::loop::current().got_post();
        return kept_value_;
    }

  private:
    counted kept_;
    int kept_value_ = 0;
};

rt::task<> count_when_posted(std::vector<rt::waiter*>& list, int& count) {
    co_await posted_later(list);
    ++count;
}

// `how_many` tasks are suspended, then four threads post a quarter of them each.
rt::task<int> be_posted(int how_many) {
    rt::loop& home = rt::loop::current();
    std::vector<rt::waiter*> list;
    int count = 0;
    for (int i = 0; i < how_many; ++i) rt::spawn(count_when_posted(list, count));
    while (list.size() < static_cast<std::size_t>(how_many)) co_await rt::yield();
    std::vector<std::thread> threads;
    for (std::size_t quarter = 0; quarter < 4; ++quarter) {
        threads.emplace_back([&home, &list, quarter] {
            for (std::size_t i = quarter; i < list.size(); i += 4) home.post(*list[i]);
        });
    }
    for (std::thread& t : threads) t.join();
    while (count < how_many) co_await rt::yield();
    co_return count;
}

}  // namespace

TEST_CASE("a busy task does not keep I/O waiting") {
    if (world::is_refused()) return;
    bool flag = false;
    world().run([](bool& f) -> rt::task<> { co_await rt::when_all(be_busy(f), set_after_io(f)); }(flag));
    CHECK(flag);
}

TEST_CASE("a busy task does not keep timers waiting") {
    if (world::is_refused() || world::is_simulated())
        return;  // the simulated clock stands still while anybody is busy
    bool flag = false;
    world().run([](bool& f) -> rt::task<> { co_await rt::when_all(be_busy(f), set_after_sleep(f)); }(flag));
    CHECK(flag);
}

TEST_CASE("a turn enters the kernel once, however many operations were started in it") {
    if (world::is_refused() || !world::has_ring()) return;
    const rt::driver_stats stats = world().run([]() -> rt::task<rt::driver_stats> {
        std::vector<rt::task<>> eight;
        for (int i = 0; i < 8; ++i) eight.push_back(nops(100));
        co_await rt::when_all(std::move(eight));
        co_return rt::loop::current().stats();
    }());
    CHECK(stats.submitted == 8 * 100 + 1);  // and the driver's read of its eventfd
    CHECK(stats.completed == 8 * 100);
    CHECK(stats.kernel_entries == 100);
}

TEST_CASE("the loop says so when everything waits and nothing can come") {
    if (world::is_refused()) return;
    gate nobody_opens;
    ledger book;
    CHECK_THROWS_AS(world().run(wait_for_ever(nobody_opens, counted(book))), rt::deadlock);
    CHECK(book.alive == 0);
}

TEST_CASE("on the simulated ring an operation that can never complete is a deadlock too") {
    const rt::simulated_options options;
    world here(options);
    ledger book;
    const auto ends = here.socket_pair();
    CHECK_THROWS_AS(here.run(receive_for_ever(ends[0], counted(book))), rt::deadlock);
    CHECK(book.alive == 0);
}

TEST_CASE("of what four threads post nothing is lost") {
    if (world::is_refused()) return;
    CHECK(world().run(be_posted(4000)) == 4000);
}

TEST_CASE(
    "who is posted before its await_suspend has returned is resumed after it, by the loop's own thread") {
    if (world::is_refused()) return;
    ledger book;
    std::thread::id resumed_on;
    const int kept = world().run([](ledger& b, std::thread::id& on) -> rt::task<int> {
        const int value = co_await posted_at_once(counted(b, 7));
        on = std::this_thread::get_id();
        co_return value;
    }(book, resumed_on));
    CHECK(kept == 7);
    CHECK(resumed_on == std::this_thread::get_id());
    CHECK(book.alive == 0);
}

TEST_CASE("a post wakes a loop that waits for the kernel") {
    if (world::is_refused()) return;
    const int count = world().run([]() -> rt::task<int> {
        rt::loop& home = rt::loop::current();
        int done = 0;
        for (int i = 0; i < 200; ++i) {
            std::vector<rt::waiter*> list;
            rt::task<> parked = count_when_posted(list, done);
            std::atomic<bool> go = false;
            std::thread other([&] {
                go.wait(false);
                home.post(*list[0]);
            });
            auto let_go = [](std::atomic<bool>& flag) -> rt::task<> {
                flag = true;
                flag.notify_one();
                co_return;
            };
            co_await rt::when_all(std::move(parked), let_go(go));
            other.join();
        }
        co_return done;
    }());
    CHECK(count == 200);
}

TEST_CASE("each line of execution has its own record, and an await comes back to it") {
    if (world::is_refused()) return;
    const bool kept = world().run([]() -> rt::task<bool> {
        const rt::task_record* const mine = rt::current_task();
        const rt::task_record* childs = nullptr;
        auto note = [](const rt::task_record*& out) -> rt::task<> {
            (void)co_await nop();
            out = rt::current_task();
        };
        rt::spawn(note(childs));
        while (childs == nullptr) co_await rt::yield();
        (void)co_await nop();
        co_await rt::sleep_for(1us);
        co_return rt::current_task() == mine&& mine != nullptr&& childs != mine;
    }());
    CHECK(kept);
}

TEST_CASE("the trace has every resume, submission and kernel entry of a run, in order") {
    if (world::is_refused()) return;
    struct counter : rt::trace_sink {
        void on(const rt::trace_event& event) noexcept override {
            ++seen[static_cast<std::size_t>(event.kind)];
        }
        std::array<int, 16> seen{};
        int of(rt::trace_kind kind) const { return seen[static_cast<std::size_t>(kind)]; }
    } sink;
    rt::run(nops(10), {.driver = {}, .trace = &sink});
    CHECK(sink.of(rt::trace_kind::spawn) == 1);
    CHECK(sink.of(rt::trace_kind::resume) == 11);
    CHECK(sink.of(rt::trace_kind::submit) == 10);
    CHECK(sink.of(rt::trace_kind::kernel_enter) == sink.of(rt::trace_kind::kernel_leave));
}

TEST_CASE("an idle loop enters the kernel once, and stays there until something comes") {
    if (world::is_refused() || world::is_simulated()) return;  // there waiting for nothing takes no time
    const auto entries = world().run([]() -> rt::task<std::uint64_t> {
        co_await rt::sleep_for(1ms);  // what a first turn sets up is set up
        const std::uint64_t before = rt::loop::current().stats().kernel_entries;
        co_await rt::sleep_for(30ms);
        co_return rt::loop::current().stats().kernel_entries - before;
    }());
    CHECK(entries <= 2);  // a clock may round a wait: then the rest is waited for
}

TEST_CASE("a loop that waits for a worker enters the kernel once, and stays there") {
    if (world::is_refused() || world::is_simulated()) return;
    const auto entries = world().run([]() -> rt::task<std::uint64_t> {
        auto take_long = [] { std::this_thread::sleep_for(30ms); };
        co_await rt::run_blocking([] {});
        const std::uint64_t before = rt::loop::current().stats().kernel_entries;
        co_await rt::run_blocking(take_long);
        co_return rt::loop::current().stats().kernel_entries - before;
    }());
    CHECK(entries <= 2);
}

TEST_CASE("a loop that spins hears of a worker without the kernel") {
    if (world::is_refused() || world::driver_name() != "uring") return;  // epoll is a system call each time
    auto main = []() -> rt::task<std::uint64_t> {
        co_await rt::run_blocking([] {});
        const std::uint64_t before = rt::loop::current().stats().kernel_entries;
        for (int i = 0; i < 10; ++i) co_await rt::run_blocking([] {});
        co_return rt::loop::current().stats().kernel_entries - before;
    };
    CHECK(rt::run(main(), {.driver = {}, .trace = nullptr, .spin = 1h}) == 0);
}
