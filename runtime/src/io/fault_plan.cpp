#include <cerrno>
#include <cstring>
#include <rt/io/fault_plan.hpp>

namespace rt {

namespace {

constexpr fault error(int number) noexcept { return {.error = number}; }
constexpr fault short_by_all_but(std::uint32_t bytes) noexcept { return {.at_most = bytes}; }
constexpr fault comes_too_late{.too_late = true};
constexpr fault is_the_last{.is_last = true};

constexpr fault of_entering[] = {error(EINTR), error(EAGAIN), error(EBUSY)};
constexpr fault of_reading[] = {short_by_all_but(1), error(EINTR), error(EAGAIN), error(EIO)};
constexpr fault of_writing[] = {short_by_all_but(1), error(EINTR), error(EAGAIN), error(ENOSPC), error(EIO)};
constexpr fault of_receiving[] = {short_by_all_but(1), error(EINTR), error(EAGAIN), error(ECONNRESET),
                                  error(ETIMEDOUT)};
constexpr fault of_sending[] = {short_by_all_but(1), error(EINTR),      error(EAGAIN),
                                error(ENOBUFS),      error(ECONNRESET), error(EPIPE)};
constexpr fault of_accepting[] = {error(EMFILE), error(ECONNABORTED), error(EINTR), error(EAGAIN),
                                  error(ENOBUFS)};
constexpr fault of_accepting_many[] = {is_the_last, error(EMFILE), error(ECONNABORTED), error(ENOBUFS)};
constexpr fault of_receiving_many[] = {is_the_last, short_by_all_but(1), error(ENOBUFS), error(ECONNRESET),
                                       error(ETIMEDOUT)};
constexpr fault of_connecting[] = {error(ECONNREFUSED), error(ETIMEDOUT), error(EINTR), error(EADDRNOTAVAIL)};
constexpr fault of_cancelling[] = {comes_too_late};
constexpr fault of_opening[] = {error(EMFILE), error(ENOENT), error(EACCES), error(ENOSPC), error(EINTR)};
constexpr fault of_syncing[] = {error(EIO), error(ENOSPC)};
constexpr fault of_asking[] = {error(EIO), error(ENOMEM)};

}  // namespace

std::span<const fault> faults_of(unsigned kind) noexcept {
    switch (kind) {
        case fault_plan::enter: return of_entering;
        case fault_plan::accept_many: return of_accepting_many;
        case fault_plan::receive_many: return of_receiving_many;
        case IORING_OP_READ:
        case IORING_OP_READV: return of_reading;
        case IORING_OP_WRITE:
        case IORING_OP_WRITEV:
        case IORING_OP_SPLICE: return of_writing;
        case IORING_OP_RECV:
        case IORING_OP_RECVMSG: return of_receiving;
        case IORING_OP_SEND:
        case IORING_OP_SENDMSG: return of_sending;
        case IORING_OP_ACCEPT: return of_accepting;
        case IORING_OP_CONNECT: return of_connecting;
        case IORING_OP_ASYNC_CANCEL: return of_cancelling;
        case IORING_OP_OPENAT: return of_opening;
        case IORING_OP_FSYNC: return of_syncing;
        case IORING_OP_STATX: return of_asking;
        default: return {};
    }
}

std::string fault_log::in_words() const {
    std::string all = std::to_string(operations) + " operations";
    for (const entry& each : faults) {
        all += "\n  " + std::to_string(each.nth) + ", ";
        all += each.kind == fault_plan::enter ? "entering" : "opcode " + std::to_string(each.kind);
        if (each.what.error != 0) all += std::string(": ") + std::strerror(each.what.error);
        if (each.what.too_late) all += ": too late";
        if (each.what.is_last) all += ": the last answer";
        if (each.what.at_most != fault().at_most) all += ": short, " + std::to_string(each.what.at_most);
    }
    return all;
}

fault_plan& fault_plan::add(unsigned kind, unsigned nth, fault what) {
    entries_.push_back({kind, nth, what});
    return *this;
}

fault_plan& fault_plan::strike(unsigned nth, unsigned which) noexcept {
    struck_ = nth;
    struck_with_ = which;
    return *this;
}

fault_plan& fault_plan::at_random(std::uint64_t seed, double probability) {
    random_.emplace(seed);
    probability_ = probability;
    return *this;
}

fault_plan& fault_plan::write_to(fault_log& log) noexcept {
    log_ = &log;
    return *this;
}

fault fault_plan::next(unsigned kind) {
    const unsigned nth = ++seen_in_all_;
    const fault what = planned(kind, ++seen_[kind % seen_.size()]);
    if (log_ != nullptr) {
        log_->operations = nth;
        if (what.is_one()) log_->faults.push_back({nth, kind, what});
    }
    return what;
}

fault fault_plan::planned(unsigned kind, unsigned nth_of_kind) {
    for (const entry& e : entries_)
        if (e.kind == kind && e.nth == nth_of_kind) return e.what;
    const std::span<const fault> possible = faults_of(kind);
    if (struck_ == seen_in_all_ && struck_with_ < possible.size()) return possible[struck_with_];
    if (!random_ || possible.empty()) return {};
    // From integers by hand: the distributions of the library differ from one to the other.
    constexpr std::uint64_t steps = 1 << 20;
    const bool strikes = static_cast<double>((*random_)() % steps) < probability_ * steps;
    return strikes ? possible[(*random_)() % possible.size()] : fault();
}

}  // namespace rt
