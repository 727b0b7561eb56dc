#include <array>
#include <cerrno>
#include <rt/io/liburing_ring.hpp>
#include <string>
#include <system_error>

#if defined(__SANITIZE_THREAD__)
#define RT_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define RT_TSAN 1
#endif
#endif
#ifdef RT_TSAN
#include <sanitizer/tsan_interface.h>
#endif

namespace rt {

namespace {

// The one thing that ThreadSanitizer is told about the kernel (pitfall P22). liburing maps and unmaps its
// queues by system calls that TSan does not see, so a ring made where another thread's ring has been looks
// like a race with it. The kernel unmaps before it maps again: what happened before the one ring's end
// happened before the other's beginning.
#ifdef RT_TSAN
char mapped_memory = 0;
void memory_goes_back() noexcept { __tsan_release(&mapped_memory); }
void memory_is_new() noexcept { __tsan_acquire(&mapped_memory); }
#else
void memory_goes_back() noexcept {}
void memory_is_new() noexcept {}
#endif

// From the best set of flags to the plainest; a kernel that does not know a flag answers EINVAL.
constexpr std::array<unsigned, 3> flag_sets = {
    IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN | IORING_SETUP_TASKRUN_FLAG,
    IORING_SETUP_COOP_TASKRUN | IORING_SETUP_TASKRUN_FLAG,
    0,
};

std::string refusal(int error) {
    std::string text = "io_uring_setup";
    if (error == ENOSYS) text += ": this kernel has no io_uring (it needs Linux 5.19 or newer)";
    if (error == EPERM)
        text +=
            ": io_uring is forbidden here: by the sysctl kernel.io_uring_disabled, or by the seccomp "
            "profile of a container (`lab doctor` says which)";
    if (error == ENOMEM) text += ": the limit on locked memory is too low (ulimit -l)";
    return text;
}

}  // namespace

liburing_ring::liburing_ring(unsigned entries, unsigned completions) {
    int error = EINVAL;
    for (const unsigned flags : flag_sets) {
        io_uring_params params{};
        params.flags = flags | IORING_SETUP_CQSIZE | IORING_SETUP_CLAMP | IORING_SETUP_SUBMIT_ALL;
        params.cq_entries = completions;
        error = -io_uring_queue_init_params(entries, &ring_, &params);
        if (error != EINVAL) break;
    }
    if (error != 0) throw std::system_error(error, std::system_category(), refusal(error));
    memory_is_new();
    if ((ring_.features & IORING_FEAT_EXT_ARG) == 0) {
        io_uring_queue_exit(&ring_);
        throw std::system_error(ENOSYS, std::system_category(), refusal(ENOSYS));
    }
    io_uring_register_ring_fd(
        &ring_);  // saves a look-up on every entry; refused by old kernels, and missed by nobody
}

liburing_ring::~liburing_ring() {
    memory_goes_back();
    io_uring_queue_exit(&ring_);
}

int liburing_ring::submit_and_wait(std::chrono::nanoseconds limit) noexcept {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limit);
    __kernel_timespec timeout{seconds.count(), (limit - seconds).count()};
    io_uring_cqe* first = nullptr;
    return io_uring_submit_and_wait_timeout(&ring_, &first, 1, &timeout, nullptr);
}

int liburing_ring::share_buffers(io_uring_buf_ring* memory, unsigned entries, unsigned short group) noexcept {
    io_uring_buf_reg request{};
    request.ring_addr = reinterpret_cast<std::uintptr_t>(memory);
    request.ring_entries = entries;
    request.bgid = group;
    return io_uring_register_buf_ring(&ring_, &request, 0);
}

bool liburing_ring::has_pending_events() const noexcept {
    constexpr unsigned pending = IORING_SQ_TASKRUN | IORING_SQ_CQ_OVERFLOW;
    return (IO_URING_READ_ONCE(*ring_.sq.kflags) & pending) != 0;
}

}  // namespace rt
