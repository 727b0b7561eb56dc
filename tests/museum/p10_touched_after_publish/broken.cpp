// await_suspend gives the handle to another thread, and then writes to the awaiter once more.
//
// The pause point lets the other thread go first, as it sometimes does: it resumes the frame, which runs to
// its end.
#include <latch>
#include <rt/core/detached.hpp>
#include <thread>

#include "museum/showcase.hpp"

class helper {
  public:
    explicit helper()
        : thread_([this] {
              published_.wait();
              frame_.resume();
              resumed_.count_down();
          }) {}
    void publish(std::coroutine_handle<> frame) {
        frame_ = frame;
        published_.count_down();
    }
    void pause_point() { resumed_.wait(); }

  private:
    std::latch published_{1}, resumed_{1};
    std::coroutine_handle<> frame_;
    std::jthread thread_;
};

class hand_over {
  public:
    explicit hand_over(helper& to) : to_(to) {}
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> frame) {
        helper& other = to_;
        other.publish(frame);
        other.pause_point();
        std::printf("await_suspend goes on, in the frame of %s\n", self_.name());
    }
    void await_resume() {}

  private:
    helper& to_;
    museum::witness self_{"hand_over"};
};

rt::detached errand(helper& other) {
    co_await hand_over(other);
    std::printf("the errand ends on the other thread\n");
}

int main() {
    helper other;
    errand(other).start();
}
