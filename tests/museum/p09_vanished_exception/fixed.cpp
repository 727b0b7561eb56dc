// A failure that nobody awaits goes to a handler that somebody has named. Without one it should end the
// program.
#include <stdexcept>

#include "museum/showcase.hpp"

using failure_handler = void (*)(const char* what);

struct fire {
    struct promise_type {
        promise_type(int&, failure_handler handler) : on_failure(handler) {}

        fire get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept {
            return {};
        }  // noexcept: after the end nobody can catch
        void unhandled_exception() noexcept {
            try {
                throw;
            } catch (const std::exception& e) {
                on_failure(e.what());
            }
        }
        void return_void() noexcept {}

        failure_handler on_failure;
    };
};

fire cook(int& dishes, failure_handler) {
    if (dishes == 0) throw std::runtime_error("the kitchen burns");
    ++dishes;
    co_return;
}

int main() {
    int dishes = 0;
    cook(dishes, [](const char* what) { std::printf("no dish will come: %s\n", what); });
}
