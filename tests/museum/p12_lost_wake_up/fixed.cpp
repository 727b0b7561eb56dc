// "Empty" and "asleep" are two values of one atomic: going to sleep fails when a letter has come.
#include <atomic>
#include <cstdio>
#include <thread>

class sleeper {
  public:
    // Another thread: leaves a letter and wakes who sleeps.
    void post() {
        if (state_.exchange(has_letter) == asleep) woken_ = true;
    }

    template <class F>
    void go_to_sleep(F pause_point) {
        if (state_ == has_letter) return;
        pause_point();
        int expected = empty;
        if (!state_.compare_exchange_strong(expected, asleep)) {
            std::printf("a letter has come: I stay awake\n");
            return;
        }
        std::printf("asleep, and the next letter wakes me\n");
    }

  private:
    static constexpr int empty = 0, asleep = 1, has_letter = 2;
    std::atomic<int> state_ = empty;
    std::atomic<bool> woken_ = false;
};

int main() {
    sleeper loop;
    loop.go_to_sleep([&] { std::thread([&] { loop.post(); }).join(); });
}
