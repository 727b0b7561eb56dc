#include <rt/net/incoming_bytes.hpp>

namespace rt::detail {

// The driver finds out here, before the first request, whether the kernel takes its buffers.
receiving::receiving(int descriptor)
    : repeated_operation(op_code::receive, op_code::receive_many, &driver_abilities::receive_many,
                         descriptor),
      buffers_(loop::current().its_driver().buffers()) {}

bool receiving::fill_in(bool many) {
    if (!many) {
        in_hand_ = buffers_.take();
        data = buffers_.data(in_hand_);
        length = buffers_.size();
        return true;
    }
    in_line_ = starved_ && !buffers_.has_shared_left();
    starved_ = in_line_;
    if (in_line_) buffers_.wait_for_return(*this);
    return !in_line_;
}

void receiving::buffer_is_back() {
    in_line_ = starved_ = false;
    if (is_wanted()) request();
}

void receiving::leave_queues() noexcept {
    if (in_line_) buffers_.stop_waiting(*this);
}

bool receiving::is_passing(int error) noexcept {
    starved_ = error == ENOBUFS && code == op_code::receive_many;
    return starved_;
}

void receiving::keep() noexcept {
    std::uint32_t id = std::exchange(in_hand_, buffer_pool::none);
    if ((answer_flags & IORING_CQE_F_BUFFER) != 0) {
        id = answer_flags >> IORING_CQE_BUFFER_SHIFT;
        buffers_.taken_by_kernel(id);
    }
    if (result <= 0) {
        at_end_ = result == 0;
        if (id != buffer_pool::none) buffers_.give_back(id);
        return;
    }
    buffers_.length(id) = static_cast<std::uint32_t>(result);
    buffers_.next(id) = buffer_pool::none;
    (first_ == buffer_pool::none ? first_ : buffers_.next(last_)) = id;
    last_ = id;
    ++kept_;
}

void receiving::drop_kept() noexcept {
    while (kept_ > 0) (void)take();
}

io_result<received> receiving::take() noexcept {
    if (kept_ > 0) {
        --kept_;
        const std::uint32_t id = std::exchange(first_, buffers_.next(first_));
        return received(buffers_, id);
    }
    if (at_end_) return received();
    return std::error_code(take_error(), std::system_category());
}

}  // namespace rt::detail
