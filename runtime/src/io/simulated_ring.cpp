// The two queues, entering, and time. What becomes of a request is in simulated_requests.cpp.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <rt/io/simulated_ring.hpp>
#include <utility>

namespace rt {

simulated_options bad_weather(std::uint64_t seed, double probability) {
    std::mt19937_64 random(seed);
    simulated_options options;
    options.entries = static_cast<unsigned>(1 + random() % 8);
    options.completions = static_cast<unsigned>(1 + random() % 8);
    options.order = delivery::shuffled;
    options.seed = random();
    options.lateness = 0.25;
    options.faults.at_random(random(), probability);
    return options;
}

simulated_ring::simulated_ring(const simulated_options& options)
    : submissions_(options.entries),
      completions_(options.completions),
      order_(options.order),
      lateness_(options.lateness),
      most_enters_(options.most_enters),
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

int simulated_ring::submit() { return filled_ > 0 ? enter(true, false) : 0; }

int simulated_ring::get_events() { return enter(false, true); }

int simulated_ring::submit_and_wait() {
    const int taken = enter(true, true);
    if (taken < 0) return taken;
    wait_out_lateness();
    if (queued_ > 0) return taken;
    // Come back once after a submission, as if a signal had come: the caller may want to look at what it
    // waits for.
    if (taken > 0) return taken;
    return wait_for_foreign(-1) ? taken : -EDEADLK;
}

int simulated_ring::submit_and_wait(std::chrono::nanoseconds limit) {
    const int taken = enter(true, true);
    if (taken < 0) return taken;
    wait_out_lateness();
    if (queued_ > 0 || wait_for_foreign(0)) return taken;
    now_ += limit;  // nothing happens until then
    return taken > 0 ? taken : -ETIME;
}

int simulated_ring::enter(bool submits, bool collects) {
    if (++enters_ > most_enters_) return -ELOOP;
    if (const fault refused = faults_.next_enter(); refused.error != 0) return -refused.error;
    const int taken = submits ? take_submissions() : 0;
    if (!collects) return taken;
    for (request& r : requests_)
        if (r.late > 0) --r.late;
    while (!held_back_.empty() && queued_ < completions_.size()) {
        completions_[(head_ + queued_++) % completions_.size()] = held_back_.front();
        held_back_.pop_front();
    }
    deliver();
    return taken;
}

int simulated_ring::take_submissions() {
    for (unsigned i = 0; i < filled_; ++i) {
        request& taken = requests_.emplace_back(submissions_[i]);
        taken.file = kernel_.descriptors.find(taken.fd);
        taken.starved = (taken.flags & IOSQE_BUFFER_SELECT) != 0 && !has_buffer();
        if (taken.opcode == IORING_OP_SPLICE) taken.from = kernel_.descriptors.find(taken.splice_fd_in);
        std::memset(&submissions_[i], 0xAA, sizeof(io_uring_sqe));  // the entry is not the caller's any more
    }
    return static_cast<int>(std::exchange(filled_, 0));
}

// Who waits sees what is late arrive.
void simulated_ring::wait_out_lateness() {
    const auto is_late = [](const request& r) { return r.late > 0; };
    while (queued_ == 0 && std::any_of(requests_.begin(), requests_.end(), is_late)) {
        for (request& r : requests_)
            if (r.late > 0) --r.late;
        deliver();
    }
}

void simulated_ring::post(const io_uring_cqe& cqe) {
    if (held_back_.empty() && queued_ < completions_.size())
        completions_[(head_ + queued_++) % completions_.size()] = cqe;
    else
        held_back_.push_back(cqe);  // behind those that overflowed before it: the order stays
}

bool simulated_ring::has_pending_events() const noexcept {
    return !held_back_.empty() ||
           std::any_of(requests_.begin(), requests_.end(), [this](const request& r) { return is_due(r); });
}

bool simulated_ring::can_complete() const noexcept {
    return filled_ > 0 || queued_ > 0 || !held_back_.empty() ||
           std::any_of(requests_.begin(), requests_.end(), [this](const request& r) { return is_ready(r); });
}

}  // namespace rt
