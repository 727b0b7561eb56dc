// What becomes of a request: when it can complete, in which order, with which answer.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <rt/io/request_memory.hpp>
#include <rt/io/simulated_ring.hpp>
#include <utility>

namespace rt {

void simulated_ring::deliver() {
    // One completion can make another possible: a write, for who reads the other end. So rounds, until one is
    // empty.
    for (arrange_ready(); !round_.empty(); arrange_ready()) {
        for (const std::size_t i : round_)
            if (is_due(requests_[i])) carry_out(requests_[i]);
        std::erase_if(requests_, [](const request& r) { return r.ended; });
    }
}

void simulated_ring::arrange_ready() {
    round_.clear();
    for (std::size_t i = 0; i < requests_.size(); ++i) {
        request& r = requests_[i];
        if (!is_ready(r)) continue;
        if (!std::exchange(r.was_ready, true) && chance(lateness_))
            r.late = 1 + static_cast<unsigned>(random_() % 3);
        if (r.late == 0) round_.push_back(i);
    }
    if (order_ == delivery::newest_first) std::reverse(round_.begin(), round_.end());
    if (order_ != delivery::shuffled) return;
    for (std::size_t left = round_.size(); left > 1; --left)  // not std::shuffle: each library has its own
        std::swap(round_[left - 1], round_[random_() % left]);
}

bool simulated_ring::chance(double probability) noexcept {
    constexpr std::uint64_t steps = 1 << 20;
    return probability > 0 && static_cast<double>(random_() % steps) < probability * steps;
}

bool simulated_ring::is_foreign(const request& r) const noexcept {
    return r.opcode == IORING_OP_READ && r.fd >= 0 && !simulated_kernel::knows(r.fd) && !is_real_file(r);
}

// A real file can always be read: nobody has to wait for the real kernel.
bool simulated_ring::is_real_file(const request& r) noexcept {
    struct stat status {};
    return r.opcode == IORING_OP_READ && r.fd >= 0 && !simulated_kernel::knows(r.fd) &&
           ::fstat(r.fd, &status) == 0 && S_ISREG(status.st_mode);
}

bool simulated_ring::is_ready(const request& r) const {
    if (r.ended || is_foreign(r)) return false;
    if (r.opcode == IORING_OP_FSYNC || r.opcode == IORING_OP_STATX) return true;
    if (r.opcode == IORING_OP_SPLICE) return is_splice_ready(r);
    if (!r.file || r.starved) return true;
    if (!has_many_answers(r)) return r.file->is_ready(r);
    io_uring_sqe once = r;
    once.len = 1;  // it names no memory: a buffer of ours is chosen when something is there
    return r.file->is_ready(once);
}

void simulated_ring::carry_out(request& r) {
    if (r.opcode == IORING_OP_ASYNC_CANCEL) return cancel(r);
    if (r.file && has_many_answers(r)) return answer_once_more(r);
    end(r, answer_to(r));
}

int simulated_ring::read_real_file(const request& r) {
    const fault what = faults_.next(IORING_OP_READ);
    if (what.error != 0) return -what.error;
    const auto at_most = std::min<std::size_t>(r.len, what.at_most);
    const ssize_t got = ::pread(r.fd, pointer_in<void>(r.addr), at_most, static_cast<off_t>(r.off));
    return got < 0 ? -errno : static_cast<int>(got);
}

int simulated_ring::answer_to(request& r) {
    switch (r.opcode) {
        case IORING_OP_NOP: return -faults_.next(IORING_OP_NOP).error;
        case IORING_OP_CLOSE: return close(r);
        case IORING_OP_OPENAT: {
            const fault what = faults_.next(IORING_OP_OPENAT);
            return what.error != 0 ? -what.error : kernel_.files.open(r);
        }
        case IORING_OP_SPLICE: return splice(r);
        case IORING_OP_READ:
        case IORING_OP_READV:
        case IORING_OP_WRITE:
        case IORING_OP_WRITEV:
        case IORING_OP_RECV:
        case IORING_OP_RECVMSG:
        case IORING_OP_SEND:
        case IORING_OP_SENDMSG:
        case IORING_OP_ACCEPT:
        case IORING_OP_CONNECT:
        case IORING_OP_SHUTDOWN:
        case IORING_OP_FSYNC:
        case IORING_OP_STATX: {
            if (!r.file) return is_real_file(r) ? read_real_file(r) : -EBADF;
            const fault what = faults_.next(r.opcode);
            if (what.error == 0) return carry_out_on_file(r, what.at_most);
            r.file->fail(r, what.error);
            return -what.error;
        }
        default: return -EINVAL;
    }
}

int simulated_ring::carry_out_on_file(const request& r, std::uint32_t at_most) {
    if (r.opcode == IORING_OP_FSYNC) return r.file->sync();
    if (r.opcode != IORING_OP_STATX) return r.file->carry_out(r, at_most);
    const auto [mode, size] = r.file->describe();
    struct statx& into = *pointer_in<struct statx>(r.off);
    into = {};
    into.stx_mask = STATX_TYPE | STATX_MODE | STATX_SIZE;
    into.stx_mode = static_cast<std::uint16_t>(mode);
    into.stx_size = size;
    return 0;
}

// The number is free whatever the answer is: what could not be written any more is lost.
int simulated_ring::close(const request& r) {
    if (!simulated_kernel::knows(r.fd)) return ::close(r.fd) < 0 ? -errno : 0;
    const fault what = faults_.next(IORING_OP_CLOSE);
    const int answer = kernel_.descriptors.close(r.fd);
    return what.error != 0 ? -what.error : answer;
}

// A splice is a read of the one and a write to the other, of no more than the other takes.
bool simulated_ring::is_splice_ready(const request& r) const {
    io_uring_sqe half{};
    char byte;
    io_uring_prep_read(&half, r.splice_fd_in, &byte, 1, r.splice_off_in);
    if (r.from && !r.from->is_ready(half)) return false;
    io_uring_prep_write(&half, r.fd, &byte, 1, static_cast<std::uint64_t>(-1));
    return !r.file || r.file->is_ready(half);
}

int simulated_ring::splice(const request& r) {
    if (!r.from || !r.file) return -EBADF;
    const fault what = faults_.next(IORING_OP_SPLICE);
    if (what.error != 0) return -what.error;
    io_uring_sqe half{};
    std::string bytes(
        std::min({std::size_t{r.len}, std::size_t{what.at_most}, std::max<std::size_t>(r.file->room(), 1)}),
        '\0');
    io_uring_prep_read(&half, r.splice_fd_in, bytes.data(), static_cast<unsigned>(bytes.size()),
                       r.splice_off_in);
    const int got = r.from->carry_out(half, half.len);
    if (got <= 0) return got;
    io_uring_prep_write(&half, r.fd, bytes.data(), static_cast<unsigned>(got),
                        static_cast<std::uint64_t>(-1));
    return r.file->carry_out(half, half.len);
}

// Three things can come of it: the target ends with -ECANCELED; there is no such target any more (-ENOENT);
// it is being carried out and cannot be stopped (-EALREADY). The two completions may come in either order.
void simulated_ring::cancel(request& r) {
    const auto is_meant = [&r](const request& other) {
        if (other.ended || other.opcode == IORING_OP_ASYNC_CANCEL) return false;
        return (r.cancel_flags & IORING_ASYNC_CANCEL_ANY) != 0 || other.user_data == r.addr;
    };
    const bool all = (r.cancel_flags & IORING_ASYNC_CANCEL_ALL) != 0;
    const auto target = std::find_if(requests_.begin(), requests_.end(), is_meant);
    const bool found = target != requests_.end();
    const bool too_late = faults_.next(IORING_OP_ASYNC_CANCEL).too_late && found && is_ready(*target);
    int answer = found ? 0 : -ENOENT;
    if (too_late && !has_many_answers(*target)) answer = -EALREADY;
    if (all) answer = static_cast<int>(std::count_if(requests_.begin(), requests_.end(), is_meant));

    const bool answer_first =
        order_ == delivery::newest_first || (order_ == delivery::shuffled && random_() % 2 == 0);
    if (answer_first) end(r, answer);
    if (too_late) {
        carry_out(*target);
        if (!target->ended) end(*target, -ECANCELED);  // one more answer, and then no other
    } else if (all) {
        for (request& other : requests_)
            if (is_meant(other)) end(other, -ECANCELED);
    } else if (found) {
        end(*target, -ECANCELED);
    }
    if (!answer_first) end(r, answer);
}

void simulated_ring::end(request& r, int result) {
    r.ended = true;
    io_uring_cqe cqe{};
    cqe.user_data = r.user_data;
    cqe.res = result;
    post(cqe);
}

// Waits in the real kernel for a descriptor that is not ours, and reads it. RETURNS whether one was ready.
bool simulated_ring::wait_for_foreign(int timeout_ms) {
    asked_.clear();
    for (const request& r : requests_)
        if (is_foreign(r)) asked_.push_back({r.fd, POLLIN, 0});
    if (asked_.empty()) return false;
    int ready = 0;
    do ready = ::poll(asked_.data(), asked_.size(), timeout_ms);
    while (ready < 0 && errno == EINTR);  // a signal that somebody handles ends no wait
    if (ready <= 0) return false;
    auto answer = asked_.begin();
    for (request& r : requests_) {
        if (!is_foreign(r)) continue;
        if ((answer++)->revents == 0) continue;
        const ssize_t got = ::read(r.fd, pointer_in<void>(r.addr), r.len);
        end(r, got < 0 ? -errno : static_cast<int>(got));
    }
    std::erase_if(requests_, [](const request& r) { return r.ended; });
    return true;
}

}  // namespace rt
