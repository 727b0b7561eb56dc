#include <rt/io/run.hpp>
#include <thread>

rt::task<> nothing() { co_return; }

rt::task<> spawn_from_a_thread() {
    rt::loop& home = rt::loop::current();
    std::thread other([&home] { home.spawn(nothing()); });
    other.join();
    co_return;
}

int main() { rt::run(spawn_from_a_thread()); }
