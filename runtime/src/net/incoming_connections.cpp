#include <sys/socket.h>

#include <rt/net/incoming_connections.hpp>

namespace rt::detail {

accepting::accepting(int descriptor) noexcept
    : repeated_operation(op_code::accept, op_code::accept_many, &driver_abilities::accept_many, descriptor) {
    flags = SOCK_CLOEXEC;
}

void accepting::keep() noexcept {
    if (result < 0) return;
    connections_.emplace_back(result);
    ++kept_;
}

void accepting::drop_kept() noexcept {
    connections_.clear();
    taken_ = kept_ = 0;
}

io_result<stream> accepting::take() noexcept {
    if (kept_ == 0) return std::error_code(take_error(), std::system_category());
    stream first(std::move(connections_[taken_++]));
    if (--kept_ == 0) {
        connections_.clear();
        taken_ = 0;
    }
    return first;
}

}  // namespace rt::detail
