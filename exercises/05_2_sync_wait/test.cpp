// Your sync_wait: a real suspension, another thread that resumes, and a flag that counts how often it was
// asked.
#include <atomic>
#include <coroutine>
#include <memory>
#include <rt/core/task.hpp>
#include <stdexcept>
#include <sync_wait.hpp>
#include <thread>
#include <utility>

#include "support/catch.hpp"
#include "support/counted.hpp"

namespace {

// A place to suspend at; a thread of its own resumes who waits there, once it is let go.
class on_another_thread {
  public:
    on_another_thread() = default;
    on_another_thread(const on_another_thread&) = delete;
    ~on_another_thread() { end(); }

    void let_go() { tell(resume); }

    // Returns when the helper has ended. Who was not let go until now is abandoned: the waiting frame is gone
    // with its owner, and resuming it would be fatal.
    void end() {
        tell(abandon);
        if (helper_.joinable()) helper_.join();
    }

    class awaiter {
      public:
        explicit awaiter(on_another_thread& where) noexcept : where_(where) {}
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> waiting) {
            where_.helper_ = std::thread([waiting, &orders = where_.orders_] {
                orders.wait(none);
                if (orders == resume) waiting.resume();
            });
        }
        void await_resume() const noexcept {}

      private:
        on_another_thread& where_;
    };
    awaiter operator co_await() noexcept { return awaiter(*this); }

  private:
    enum order : int { none, resume, abandon };

    void tell(order what) {
        int expected = none;
        if (orders_.compare_exchange_strong(expected, what)) orders_.notify_all();
    }

    std::atomic<int> orders_ = none;
    std::thread helper_;
};

// The flag, and an account of it. It lets the helper go when the caller waits, or has asked a thousand times:
// so the task cannot end before the caller has shown how it waits.
class counting_flag {
  public:
    explicit counting_flag(on_another_thread& there) noexcept : there_(there) {}
    counting_flag(const counting_flag&) = delete;
    ~counting_flag() { there_.end(); }  // the helper may still be inside set()

    void set() {
        ++sets;
        inner_.set();
    }
    void wait() {
        ++waits;
        there_.let_go();
        inner_.wait();
    }
    bool is_set() {
        if (++asked == 1'000) there_.let_go();
        if (asked > 1'000) std::this_thread::yield();  // who only asks would keep the helper's core busy
        return sets > 0;
    }

    std::atomic<int> sets = 0, waits = 0, asked = 0;

  private:
    on_another_thread& there_;
    ex05_2::one_shot inner_;
};

rt::task<int> give(int value) { co_return value; }
rt::task<int&> refer_to(int& object) { co_return object; }
rt::task<int> keep_and_give(counted argument) { co_return argument.value; }

rt::task<int> give_later(on_another_thread& there, int value) {
    co_await there;
    co_return value;
}

rt::task<std::unique_ptr<int>> make_later(on_another_thread& there, int value) {
    co_await there;
    co_return std::make_unique<int>(value);
}

rt::task<void> set_later(on_another_thread& there, int& object, int value) {
    co_await there;
    object = value;
}

rt::task<int> fail() {
    throw std::runtime_error("the egg broke");
    co_return 0;
}

rt::task<int> fail_later(on_another_thread& there) {
    co_await there;
    throw std::runtime_error("the egg broke later");
    co_return 0;
}

}  // namespace

TEST_CASE("a task that ends at once gives its value") {
    int object = 0;
    CHECK(ex05_2::sync_wait(give(3)) == 3);
    CHECK(&ex05_2::sync_wait(refer_to(object)) == &object);
}

TEST_CASE("a value crosses a real suspension: the caller does not return before the task has ended") {
    on_another_thread there;
    counting_flag done(there);
    CHECK(ex05_2::sync_wait(give_later(there, 42), done) == 42);
}

TEST_CASE("the waiting thread sleeps: it waits once, is woken once, and asks nothing meanwhile") {
    on_another_thread there;
    counting_flag done(there);
    int object = 0;
    ex05_2::sync_wait(set_later(there, object, 5), done);
    CHECK(object == 5);
    CHECK(done.waits == 1);
    CHECK(done.sets == 1);
    CHECK(done.asked == 0);
}

TEST_CASE("an exception reaches the caller") {
    CHECK_THROWS_WITH(ex05_2::sync_wait(fail()), "the egg broke");
}

TEST_CASE("an exception from another thread reaches the caller") {
    on_another_thread there;
    counting_flag done(there);
    CHECK_THROWS_WITH(ex05_2::sync_wait(fail_later(there), done), "the egg broke later");
}

TEST_CASE("a value that can only be moved comes through") {
    on_another_thread there;
    counting_flag done(there);
    const std::unique_ptr<int> seen = ex05_2::sync_wait(make_later(there, 7), done);
    REQUIRE(seen != nullptr);
    CHECK(*seen == 7);
}

TEST_CASE("everything is destroyed when sync_wait returns") {
    ledger book;
    CHECK(ex05_2::sync_wait(keep_and_give(counted(book, 6))) == 6);
    CHECK(book.alive == 0);
}

TEST_CASE("twenty waits, each ended by another thread, hand over cleanly") {
    int sum = 0;
    for (int i = 0; i < 20; ++i) {
        on_another_thread there;
        counting_flag done(there);
        sum += ex05_2::sync_wait(give_later(there, 1), done);
    }
    CHECK(sum == 20);
}
