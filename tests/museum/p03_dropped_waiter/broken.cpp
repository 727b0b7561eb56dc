// A bell has a list of those who wait for it. One of them is dropped while it waits, and stays on the list.
#include "museum/showcase.hpp"

struct bell {
    struct wait_for {
        explicit wait_for(bell& b, const char* name) : rings(b), who(name) {}
        bool await_ready() { return false; }
        void await_suspend(std::coroutine_handle<> waiting) {
            frame = waiting;
            next = std::exchange(rings.first, this);  // a node of the list, and it lives in the frame
        }
        void await_resume() {}

        bell& rings;
        museum::witness who;
        std::coroutine_handle<> frame;
        wait_for* next = nullptr;
    };

    void ring() {
        for (wait_for* waiting = std::exchange(first, nullptr); waiting != nullptr;) {
            std::printf("the bell wakes %s\n", waiting->who.name());
            if (!museum::witness::is_there(&waiting->who)) return;  // or resume a frame that is gone
            std::exchange(waiting, waiting->next)->frame.resume();
        }
    }

    wait_for* first = nullptr;
};

museum::held sleeper(bell& alarm, const char* name) {
    co_await bell::wait_for(alarm, name);
    std::printf("%s gets up\n", name);
}

int main() {
    bell alarm;
    const museum::held grace = sleeper(alarm, "Grace");
    museum::held ada = sleeper(alarm, "Ada");
    ada.end();
    alarm.ring();
}
