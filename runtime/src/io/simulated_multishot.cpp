// Requests with many answers: a multishot accept, and a multishot receive into buffers that were shared with us.
#include <cerrno>
#include <rt/io/forbidden_memory.hpp>
#include <rt/io/request_memory.hpp>
#include <rt/io/simulated_ring.hpp>

namespace rt {

int simulated_ring::share_buffers(io_uring_buf_ring* memory, unsigned entries,
                                  unsigned short group) noexcept {
    buffers_ = memory;
    buffer_mask_ = entries - 1;
    buffer_group_ = group;
    return 0;
}

bool simulated_ring::has_many_answers(const request& r) noexcept {
    if (r.opcode == IORING_OP_ACCEPT) return (r.ioprio & IORING_ACCEPT_MULTISHOT) != 0;
    return r.opcode == IORING_OP_RECV && (r.ioprio & IORING_RECV_MULTISHOT) != 0;
}

bool simulated_ring::has_buffer() const noexcept {
    return buffers_ != nullptr && buffers_->tail != next_buffer_;
}

// It goes on after a good answer, unless that is the end of the stream, or the completion queue is full: what has
// overflowed is its last (IORING_CQE_F_MORE in io_uring_enter(2)).
void simulated_ring::answer_once_more(request& r) {
    const bool accepts = r.opcode == IORING_OP_ACCEPT;
    const fault what = faults_.next(accepts ? fault_plan::accept_many : fault_plan::receive_many);
    io_uring_cqe cqe{};
    cqe.user_data = r.user_data;
    if (what.error != 0) r.file->fail(r, what.error);
    cqe.res = what.error != 0 ? -what.error
              : accepts       ? r.file->carry_out(r, 0)
                              : receive_into_buffer(r, what.at_most, cqe.flags);
    const bool goes_on = accepts ? cqe.res >= 0 : cqe.res > 0;
    r.ended = !goes_on || what.is_last || is_queue_full();
    r.was_ready = false;  // the next answer may be late again
    if (!r.ended) cqe.flags |= IORING_CQE_F_MORE;
    post(cqe);
}

int simulated_ring::receive_into_buffer(const request& r, std::uint32_t at_most, std::uint32_t& flags) {
    if (r.starved || !has_buffer() || r.buf_group != buffer_group_) return -ENOBUFS;
    const io_uring_buf& buffer = buffers_->bufs[next_buffer_ & buffer_mask_];
    io_uring_sqe once = r;
    once.addr = buffer.addr;
    once.len = buffer.len;
    void* const memory = reinterpret_cast<void*>(static_cast<std::uintptr_t>(buffer.addr));
    allow(memory, buffer.len);  // to the kernel, which we are
    const int got = r.file->carry_out(once, at_most);
    if (got <= 0) {
        forbid(memory, buffer.len);  // it stays where it is
        return got;
    }
    flags |= IORING_CQE_F_BUFFER | (static_cast<std::uint32_t>(buffer.bid) << IORING_CQE_BUFFER_SHIFT);
    ++next_buffer_;
    return got;
}

}  // namespace rt
