#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <rt/io/simulated_ring.hpp>
#include <utility>

namespace rt {

simulated_ring::simulated_ring(const simulated_options& options)
    : submissions_(options.entries),
      completions_(options.completions),
      order_(options.order),
      random_(options.seed),
      faults_(options.faults) {}

io_uring_sqe* simulated_ring::get_sqe() noexcept {
    if (filled_ == submissions_.size()) return nullptr;
    io_uring_sqe& sqe = submissions_[filled_++];
    std::memset(&sqe, 0, sizeof sqe);
    return &sqe;
}

void simulated_ring::seen() noexcept {
    head_ = (head_ + 1) % completions_.size();
    --queued_;
}

int simulated_ring::submit() { return filled_ > 0 ? enter(false) : 0; }

int simulated_ring::get_events() { return enter(true); }

int simulated_ring::submit_and_wait() {
    const int taken = enter(true);
    if (taken < 0 || queued_ > 0) return taken;
    // Come back once after a submission, as if a signal had come: the caller may want to look at what it
    // waits for.
    if (taken > 0) return taken;
    return wait_for_foreign(-1) ? taken : -EDEADLK;
}

int simulated_ring::submit_and_wait(std::chrono::nanoseconds limit) {
    const int taken = enter(true);
    if (taken < 0 || queued_ > 0 || wait_for_foreign(0)) return taken;
    now_ += limit;  // nothing happens until then
    return taken > 0 ? taken : -ETIME;
}

int simulated_ring::enter(bool collect) {
    ++enters_;
    if (const fault refused = faults_.next_enter(); refused.error != 0) return -refused.error;
    const int taken = take_submissions();
    if (!collect) return taken;
    while (!held_back_.empty() && queued_ < completions_.size()) {
        completions_[(head_ + queued_++) % completions_.size()] = held_back_.front();
        held_back_.pop_front();
    }
    deliver();
    return taken;
}

int simulated_ring::take_submissions() noexcept {
    for (unsigned i = 0; i < filled_; ++i) {
        requests_.emplace_back(submissions_[i]);
        std::memset(&submissions_[i], 0xAA, sizeof(io_uring_sqe));  // the entry is not the caller's any more
    }
    return static_cast<int>(std::exchange(filled_, 0));
}

void simulated_ring::deliver() {
    // One completion can make another possible: a write, for who reads the other end. So rounds, until one is
    // empty.
    for (arrange_ready(); !round_.empty(); arrange_ready()) {
        for (const std::size_t i : round_)
            if (is_ready(requests_[i])) carry_out(requests_[i]);
        std::erase_if(requests_, [](const request& r) { return r.ended; });
    }
}

void simulated_ring::arrange_ready() {
    round_.clear();
    for (std::size_t i = 0; i < requests_.size(); ++i)
        if (is_ready(requests_[i])) round_.push_back(i);
    if (order_ == delivery::newest_first) std::reverse(round_.begin(), round_.end());
    if (order_ != delivery::shuffled) return;
    for (std::size_t left = round_.size(); left > 1; --left)  // not std::shuffle: each library has its own
        std::swap(round_[left - 1], round_[random_() % left]);
}

bool simulated_ring::is_foreign(const request& r) const noexcept {
    return r.opcode == IORING_OP_READ && !files_.knows(r.fd);
}

bool simulated_ring::is_ready(const request& r) const noexcept {
    if (r.ended || is_foreign(r)) return false;
    switch (r.opcode) {
        case IORING_OP_READ:
        case IORING_OP_WRITE:
        case IORING_OP_RECV:
        case IORING_OP_SEND:
            return files_.is_ready(r);
        default:
            return true;
    }
}

void simulated_ring::carry_out(request& r) {
    switch (r.opcode) {
        case IORING_OP_NOP:
            return end(r, -faults_.next(IORING_OP_NOP).error);
        case IORING_OP_READ:
        case IORING_OP_WRITE:
        case IORING_OP_RECV:
        case IORING_OP_SEND:
            return end(r, transfer(r));
        case IORING_OP_ASYNC_CANCEL:
            return cancel(r);
        default:
            return end(r, -EINVAL);
    }
}

int simulated_ring::transfer(const io_uring_sqe& sqe) {
    if (!files_.knows(sqe.fd)) return -EBADF;
    const fault what = faults_.next(sqe.opcode);
    if (what.error != 0) return -what.error;
    return files_.carry_out(sqe, what.at_most).value();  // it was ready, so there is an answer
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
    if (too_late) answer = -EALREADY;
    if (all) answer = static_cast<int>(std::count_if(requests_.begin(), requests_.end(), is_meant));

    const bool answer_first =
        order_ == delivery::newest_first || (order_ == delivery::shuffled && random_() % 2 == 0);
    if (answer_first) end(r, answer);
    if (too_late) {
        carry_out(*target);
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
    if (held_back_.empty() && queued_ < completions_.size())
        completions_[(head_ + queued_++) % completions_.size()] = cqe;
    else
        held_back_.push_back(cqe);  // behind those that overflowed before it: the order stays
}

bool simulated_ring::has_pending_events() const noexcept {
    return !held_back_.empty() ||
           std::any_of(requests_.begin(), requests_.end(), [this](const request& r) { return is_ready(r); });
}

bool simulated_ring::can_complete() const noexcept {
    return filled_ > 0 || queued_ > 0 || has_pending_events();
}

// Waits in the real kernel for a descriptor that is not ours, and reads it. RETURNS whether one was ready.
bool simulated_ring::wait_for_foreign(int timeout_ms) {
    asked_.clear();
    for (const request& r : requests_)
        if (is_foreign(r)) asked_.push_back({r.fd, POLLIN, 0});
    if (asked_.empty() || ::poll(asked_.data(), asked_.size(), timeout_ms) <= 0) return false;
    auto answer = asked_.begin();
    for (request& r : requests_) {
        if (!is_foreign(r)) continue;
        if ((answer++)->revents == 0) continue;
        const ssize_t got =
            ::read(r.fd, reinterpret_cast<void*>(static_cast<std::uintptr_t>(r.addr)), r.len);
        end(r, got < 0 ? -errno : static_cast<int>(got));
    }
    std::erase_if(requests_, [](const request& r) { return r.ended; });
    return true;
}

}  // namespace rt
