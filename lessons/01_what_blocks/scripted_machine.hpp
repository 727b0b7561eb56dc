// scripted_machine.hpp -- a machine whose clock jumps: nothing takes real time, and every run is the same.
//
// The threads are real, but only one runs at a time: the one whose turn it is. When it waits or works,
// it notes when it wants to go on, and the turn goes to the thread that is due first (on a tie: the
// one that was started first). The clock then jumps to that moment.
//
// Errors:    if all wait for each other, or a foreign thread calls, it says so and aborts.
// Invariant: the clock moves in hand_over() only, and never backwards.
// Threads:   whoever has the turn may touch everything: the mutex hands it on.
#pragma once
#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include "machine.hpp"

namespace lesson01 {

class scripted_machine final : public machine {
  public:
    explicit scripted_machine(int cores = 2) : core_free_at_(static_cast<std::size_t>(cores)) { me_ = 0; }
    ~scripted_machine() override { join(); }

    ms now() const override { return now_; }
    void wait(ms length) override { pause_until(now_ + length); }

    // Cores are shared in slices, so eight threads on two cores all make progress, slowly.
    void work(ms length) override {
        for (ms left = length; left > ms{0}; left -= slice) pause_until(book_a_core(std::min(left, slice)));
    }

    void start(std::function<void()> job) override {
        due_.push_back(now_);
        ++jobs_;
        threads_.emplace_back([this, me = due_.size() - 1, job = std::move(job)] {
            me_ = me;
            wait_for_turn();
            job();
            if (--jobs_ == 0 && joiner_ != nobody) due_[joiner_] = now_;
            due_[me] = never;
            pass_the_turn();
        });
    }

    void join() override {
        joiner_ = me_;
        if (jobs_ > 0) pause_until(never);
        joiner_ = nobody;
        for (auto& thread : threads_) thread.join();
        threads_.clear();
    }

    void idle_until(ms when) override {
        idle_ = me_;
        pause_until(when);
        idle_ = nobody;
    }
    void wake() override {
        if (idle_ != nobody) due_[idle_] = now_;
    }

  private:
    static constexpr ms slice{20}, never = ms::max();
    static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

    ms book_a_core(ms length) {  // the core that is free first; RETURNS when this slice of work is done
        const auto core = std::min_element(core_free_at_.begin(), core_free_at_.end());
        return *core = std::max(now_, *core) + length;
    }

    void pause_until(ms when) {
        if (me_ == nobody) die("this thread is unknown here: start it with machine.start()");
        due_[me_] = when;
        pass_the_turn();
        wait_for_turn();
    }

    void pass_the_turn() {
        const auto next = std::min_element(due_.begin(), due_.end());
        if (*next == never) die("every thread waits for another one: nothing can happen any more");
        std::lock_guard lock(mutex_);
        now_ = std::max(now_, *next);
        turn_ = static_cast<std::size_t>(next - due_.begin());
        turn_changed_.notify_all();
    }

    void wait_for_turn() {
        std::unique_lock lock(mutex_);
        turn_changed_.wait(lock, [this] { return turn_ == me_; });
    }

    [[noreturn]] static void die(const char* why) {
        std::fprintf(stderr, "scripted_machine: %s\n", why);
        std::abort();
    }

    inline static thread_local std::size_t me_ = nobody;  // this thread's place in due_; 0: the builder's

    ms now_{0};
    std::vector<ms> due_ = {ms{0}};  // for each thread: when it wants to go on
    std::vector<ms> core_free_at_;   // for each core: when its last booked slice ends
    std::size_t turn_ = 0, idle_ = nobody, joiner_ = nobody;
    int jobs_ = 0;  // started and not ended
    std::vector<std::thread> threads_;
    std::mutex mutex_;
    std::condition_variable turn_changed_;
};

}  // namespace lesson01
