#include <rt/core/when_all.hpp>
#include <rt/io/run.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/sync/event.hpp>

rt::task<> wait_for(rt::event& it) { co_await it.wait(); }
rt::task<> set_in_the_pool(rt::event& it) {
    co_await rt::run_blocking([](rt::event& e) { e.set(); }, std::ref(it));
}
rt::task<> both() {
    rt::event it;
    co_await rt::when_all(wait_for(it), set_in_the_pool(it));
}

int main() { rt::run(both()); }
