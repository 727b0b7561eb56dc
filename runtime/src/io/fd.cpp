#include <rt/io/fd.hpp>
#include <rt/io/syscalls.hpp>
#include <rt/loop/loop.hpp>

namespace rt {

void fd::close_now(int number) noexcept {
    RT_EXPECTS(!loop::is_running_here() || !loop::current().has_operations_on(number),
               "a descriptor ends while operations on it are in flight: co_await its close(), which ends "
               "them first");
    syscalls::close(number);  // an error here leaves nothing to do: the number is free in any case
}

}  // namespace rt
