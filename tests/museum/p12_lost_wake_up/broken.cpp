// "Is the mailbox empty? Then I sleep." Between the question and the sleep a letter comes, and whoever brings
// it sees nobody asleep.
#include <atomic>
#include <cstdio>
#include <thread>

class sleeper {
  public:
    // Another thread: leaves a letter and wakes who sleeps.
    void post() {
        ++letters_;
        if (asleep_) woken_ = true;
    }

    template <class F>
    void go_to_sleep(F pause_point) {
        if (letters_ > 0) return;
        pause_point();
        asleep_ = true;
        std::printf("asleep with %d letter(s) in the box, %s\n", letters_.load(),
                    woken_ ? "but woken" : "and nobody will wake me");
    }

  private:
    std::atomic<int> letters_ = 0;
    std::atomic<bool> asleep_ = false;
    std::atomic<bool> woken_ = false;
};

int main() {
    sleeper loop;
    loop.go_to_sleep([&] { std::thread([&] { loop.post(); }).join(); });
}
