// To publish the handle is the last thing that await_suspend does. What it still needs it has copied before.
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
        std::printf("await_suspend has all it needs, in the frame of %s\n", self_.name());
        helper& other = to_;
        other.publish(frame);
        other.pause_point();  // the frame is gone here too; nobody looks
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
