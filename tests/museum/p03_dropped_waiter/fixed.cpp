// The node takes itself off the list when its frame ends.
#include "museum/showcase.hpp"

struct bell {
    struct wait_for {
        explicit wait_for(bell& b, const char* name) : rings(b), who(name) {}
        wait_for(const wait_for&) = delete;
        ~wait_for() {
            for (wait_for** at = &rings.first; *at != nullptr; at = &(*at)->next) {
                if (*at != this) continue;
                *at = next;
                return;
            }
        }
        bool await_ready() { return false; }
        void await_suspend(std::coroutine_handle<> waiting) {
            frame = waiting;
            next = std::exchange(rings.first, this);
        }
        void await_resume() {}

        bell& rings;
        museum::witness who;
        std::coroutine_handle<> frame;
        wait_for* next = nullptr;
    };

    // Off the list before it runs: what it does may end others that stand there.
    void ring() {
        while (first != nullptr) {
            std::printf("the bell wakes %s\n", first->who.name());
            std::exchange(first, first->next)->frame.resume();
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
