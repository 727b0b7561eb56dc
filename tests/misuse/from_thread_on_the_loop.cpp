#include <rt/io/run.hpp>
#include <rt/loop/from_thread.hpp>

rt::task<int> answer() { co_return 42; }

rt::task<> ask_myself() {
    rt::from_thread::run(answer);
    co_return;
}

int main() { rt::run(ask_myself()); }
