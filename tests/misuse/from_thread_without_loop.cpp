#include <rt/loop/from_thread.hpp>

rt::task<int> answer() { co_return 42; }

int main() { rt::from_thread::run(answer); }
