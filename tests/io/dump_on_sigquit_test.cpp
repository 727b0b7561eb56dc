#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <rt/loop/dump_on_sigquit.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <rt/sync/event.hpp>
#include <string>
#include <thread>

#include "support/catch.hpp"
#include "support/in_a_child.hpp"
#include "support/world.hpp"

namespace {

// What comes out of standard error until this ends, read from the other end of a pipe.
class caught_stderr {
  public:
    caught_stderr() : before_(::dup(STDERR_FILENO)) {
        if (::pipe(ends_.data()) != 0) std::abort();
        ::dup2(ends_[1], STDERR_FILENO);
    }
    caught_stderr(const caught_stderr&) = delete;
    caught_stderr& operator=(const caught_stderr&) = delete;
    ~caught_stderr() {
        ::dup2(before_, STDERR_FILENO);
        for (const int each : {before_, ends_[0], ends_[1]}) ::close(each);
    }

    // Reads until the text has been seen, and waits for it.
    const std::string& until(const std::string& text) {
        while (all_.find(text) == std::string::npos) {
            std::array<char, 4096> piece{};
            const ssize_t got = ::read(ends_[0], piece.data(), piece.size());
            if (got <= 0) break;
            all_.append(piece.data(), static_cast<std::size_t>(got));
        }
        return all_;
    }

  private:
    std::array<int, 2> ends_{};
    const int before_;
    std::string all_;
};

bool stands_at_its_default() {
    struct sigaction now {};
    ::sigaction(SIGQUIT, nullptr, &now);
    return now.sa_handler == SIG_DFL;
}

rt::task<> wait_for(rt::event& e) { co_await e.wait(); }

// On a pool thread: the signal comes to that thread, and the loop sleeps in the kernel.
void signal_and_read(caught_stderr& out, const char* text) {
    ::raise(SIGQUIT);
    out.until(text);
}

int times_called = 0;
void handler_of_the_program(int) { ++times_called; }

}  // namespace

TEST_CASE("SIGQUIT prints the await graph, and the program goes on") {
    if (world::is_refused()) return;
    caught_stderr output;
    const int answer = world().run([](caught_stderr& out) -> rt::task<int> {
        ::raise(SIGQUIT);
        out.until("SIGQUIT: task #1 main runs now");  // the handler says so, whatever the loop does next
        (void)co_await nop();
        co_return 42;
    }(output));
    CHECK(answer == 42);
    CHECK(output.until("#1 main  ready").find("1 task on driver ") != std::string::npos);
    CHECK(stands_at_its_default());
}

TEST_CASE("it wakes a loop that sleeps in the kernel, whichever thread the signal comes to") {
    if (world::is_refused()) return;
    caught_stderr output;
    rt::event never_set;
    world().run([](caught_stderr& out, rt::event& e) -> rt::task<> {
        rt::spawn(wait_for(e), "guest");
        co_await rt::run_blocking(signal_and_read, std::ref(out), "guest  waits for event");
    }(output, never_set));
    CHECK(output.until("\n").find("waits for pool thread") != std::string::npos);
}

TEST_CASE("every loop of the process prints") {
    if (world::is_refused()) return;
    caught_stderr output;
    rt::event never_set;
    std::atomic<bool> stop = false;
    std::atomic<bool> second_runs = false;
    std::thread second([&] {
        rt::event theirs;
        world().run([](std::atomic<bool>& end, std::atomic<bool>& runs, rt::event& e) -> rt::task<> {
            rt::spawn(wait_for(e), "second");
            co_await rt::yield();
            runs = true;
            runs.notify_one();
            const auto wait = [](std::atomic<bool>& flag) { flag.wait(false); };
            co_await rt::run_blocking(wait, std::ref(end));
        }(stop, second_runs, theirs));
    });
    second_runs.wait(false);
    world().run([](caught_stderr& out, rt::event& e) -> rt::task<> {
        rt::spawn(wait_for(e), "first");
        const auto read_both = [](caught_stderr& from) {
            ::raise(SIGQUIT);
            from.until(" second  waits for event");
            from.until(" first  waits for event");
        };
        co_await rt::run_blocking(read_both, std::ref(out));
    }(output, never_set));
    stop = true;
    stop.notify_one();
    second.join();
    CHECK(stands_at_its_default());
}

TEST_CASE("in a child that was forked in a task it prints the child's loop") {
    if (world::is_refused()) return;
    auto ask = []() -> rt::task<> {
        ::raise(SIGQUIT);
        (void)co_await nop();
    };
    auto in_the_child = [&] {
        ::alarm(10);  // what is not printed would be waited for
        caught_stderr out;
        world().run(ask());
        return out.until("1 task on driver").find("1 task on driver") != std::string::npos;
    };
    auto fork_here = [&]() -> rt::task<child_ended> { co_return in_a_child(in_the_child); };
    CHECK(in_words(world().run(fork_here())) == "well");
}

TEST_CASE("a program that has a handler of its own for SIGQUIT keeps it") {
    if (world::is_refused()) return;
    struct sigaction theirs {};
    theirs.sa_handler = handler_of_the_program;
    ::sigaction(SIGQUIT, &theirs, nullptr);
    world().run([]() -> rt::task<> {
        ::raise(SIGQUIT);
        co_return;
    }());
    ::signal(SIGQUIT, SIG_DFL);
    CHECK(times_called == 1);
}
