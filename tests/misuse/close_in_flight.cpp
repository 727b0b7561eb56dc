#include <sys/eventfd.h>

#include <rt/io/io_awaiter.hpp>
#include <rt/io/run.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>

rt::task<> wait_for(const rt::fd& event) {
    std::uint64_t count;
    (void)co_await rt::io_awaiter<std::size_t>(rt::op_code::read, event.get(), &count, sizeof count, 0);
}

rt::task<> leave_too_early() {
    const rt::fd event(::eventfd(0, EFD_CLOEXEC));
    rt::spawn(wait_for(event));
    for (int i = 0; i < 3; ++i) co_await rt::yield();
}

int main() { rt::run(leave_too_early()); }
