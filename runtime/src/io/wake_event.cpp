#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <rt/io/wake_event.hpp>
#include <system_error>

namespace rt {

wake_event::wake_event() : internal_operation(op_code::read, -1), event_(::eventfd(0, EFD_CLOEXEC)) {
    if (!event_) throw std::system_error(errno, std::system_category(), "eventfd");
    fd = event_.get();
    data = &count_;
    length = sizeof count_;
    offset = 0;
}

void wake_event::signal() const noexcept {
    const std::uint64_t one = 1;
    // It can fail only when the counter is full: then the loop is being woken anyway.
    [[maybe_unused]] const ssize_t written = ::write(event_.get(), &one, sizeof one);
}

}  // namespace rt
