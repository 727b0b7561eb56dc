#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <rt/io/epoll_driver.hpp>
#include <system_error>
#include <utility>

namespace rt {

namespace {

[[noreturn]] void fail(const char* call) { throw std::system_error(errno, std::system_category(), call); }

std::array<epoll_event, 512>& event_buffer() {
    static thread_local std::array<epoll_event, 512> events;  // a driver has a thread of its own
    return events;
}

}  // namespace

epoll_driver::epoll_driver()
    : epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      offload_(wake_.get()) {
    if (!epoll_) fail("epoll_create1");
    if (!wake_) fail("eventfd");
    epoll_event interest{};
    interest.events = EPOLLIN;
    interest.data.fd = wake_.get();
    if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), &interest) < 0) fail("epoll_ctl");
}

epoll_driver::~epoll_driver() { RT_EXPECTS(in_flight_ == 0, "a driver ends while operations are in flight"); }

void epoll_driver::start(operation& op) {
    RT_EXPECTS(!op.in_flight(), "this operation was started before and has not ended");
    op.outstanding = 1;
    ++in_flight_;
    ++stats_.submitted;
    try_now(op);
}

void epoll_driver::try_now(operation& op) {
    ++stats_.kernel_entries;
    const std::int32_t answer = attempt(op);
    if (answer != -EAGAIN)
        finish(op, answer);
    else if (needs_thread(op))
        offload_.start(op);
    else
        wait_for_readiness(op);
}

// Not yet to the loop: an operation that ends while it is being started ends at the next turn, like all others.
void epoll_driver::finish(operation& op, std::int32_t result) {
    op.result = result;
    finished_.push(op);
}

operation*& epoll_driver::slot_of(waiting_place place) {
    const auto number = static_cast<std::size_t>(place.fd);
    if (number >= waiting_.size()) waiting_.resize(std::max(number + 1, waiting_.size() * 2));
    return place.what == readiness::to_read ? waiting_[number].reader : waiting_[number].writer;
}

void epoll_driver::wait_for_readiness(operation& op) {
    const waiting_place place = where_it_waits(op);
    operation*& slot = slot_of(place);
    RT_EXPECTS(slot == nullptr,
               "two operations wait on one descriptor in the same direction: one line reads, writes or "
               "accepts at a time");
    if (slot != nullptr) return finish(op, -EBUSY);
    slot = &op;
    watch(place.fd);
}

// Tells epoll what is waited for on this descriptor now.
void epoll_driver::watch(int descriptor) {
    const waiting& who = waiting_[static_cast<std::size_t>(descriptor)];
    epoll_event interest{};
    interest.events = EPOLLONESHOT;
    if (who.reader != nullptr) interest.events |= EPOLLIN | EPOLLRDHUP;
    if (who.writer != nullptr) interest.events |= EPOLLOUT;
    interest.data.fd = descriptor;
    ++stats_.kernel_entries;
    if (::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, descriptor, &interest) == 0) return;
    if (errno != ENOENT) fail("epoll_ctl");
    ++stats_.kernel_entries;  // never seen, or closed since: the number stands for a new descriptor
    if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, descriptor, &interest) < 0) fail("epoll_ctl");
}

// What stands in no slot has ended and is on its way to the loop, or it is at the thread pool.
void epoll_driver::cancel(operation& op) {
    for (const int descriptor : {op.fd, op.from}) {
        if (descriptor < 0 || static_cast<std::size_t>(descriptor) >= waiting_.size()) continue;
        waiting& who = waiting_[static_cast<std::size_t>(descriptor)];
        for (operation** const slot : {&who.reader, &who.writer})
            if (*slot == &op) return finish(*std::exchange(*slot, nullptr), -ECANCELED);
    }
    if (offload_.withdraw(op))
        finish(op, -ECANCELED);
    else
        op.outstanding = 2;  // a thread that has begun it goes on, but it is not tried again
}

void epoll_driver::cancel_all() {
    offload_.for_each([this](operation& op) { cancel(op); });
    for (waiting& who : waiting_) {
        if (operation* const op = std::exchange(who.reader, nullptr)) finish(*op, -ECANCELED);
        if (operation* const op = std::exchange(who.writer, nullptr)) finish(*op, -ECANCELED);
    }
}

void epoll_driver::turn(time_point wait_until, waiter_queue& ready) {
    if (in_flight_ > 0 || wait_until != time_point::min()) {
        const int count = wait(finished_.empty() ? wait_until : time_point::min());
        const auto& events = event_buffer();
        for (int i = 0; i < count; ++i)
            report(events[static_cast<std::size_t>(i)].data.fd, events[static_cast<std::size_t>(i)].events);
    }
    offload_.collect([this](operation& op) {
        // A splice whose pipe is full waits for room like any other, and is offloaded again.
        const bool too_early = op.code == op_code::splice && op.result == -EAGAIN;
        if (too_early && op.outstanding == 1)
            wait_for_readiness(op);
        else
            finish(op, too_early ? -ECANCELED : op.result);
    });
    while (!finished_.empty()) {
        auto& op = static_cast<operation&>(finished_.pop());
        op.outstanding = 0;
        --in_flight_;
        ++stats_.completed;
        op.finished(ready);
    }
}

// The only place where this driver waits.
int epoll_driver::wait(time_point wait_until) {
    timespec limit{};
    if (wait_until != never && wait_until != time_point::min()) {
        const time_point begin = now();
        const auto left = wait_until <= begin ? duration::zero() : wait_until - begin;
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
        limit = {seconds.count(), (left - seconds).count()};
    }
    ++stats_.kernel_entries;
    auto& events = event_buffer();
    const int count = ::epoll_pwait2(epoll_.get(), events.data(), static_cast<int>(events.size()),
                                     wait_until == never ? nullptr : &limit, nullptr);
    if (count < 0 && errno != EINTR) fail("epoll_pwait2");
    return std::max(count, 0);
}

void epoll_driver::report(int descriptor, std::uint32_t events) {
    if (descriptor == wake_.get()) {
        std::uint64_t count = 0;
        [[maybe_unused]] const ssize_t got = ::read(descriptor, &count, sizeof count);
        return;
    }
    constexpr std::uint32_t broken = EPOLLERR | EPOLLHUP;  // either direction learns of it by trying
    const auto number = static_cast<std::size_t>(descriptor);
    if ((events & (EPOLLIN | EPOLLRDHUP | broken)) != 0) retry(waiting_[number].reader);
    if ((events & (EPOLLOUT | broken)) != 0) retry(waiting_[number].writer);
    const waiting& who = waiting_[number];  // a retry may have made the table larger
    if (who.reader != nullptr || who.writer != nullptr) watch(descriptor);
}

void epoll_driver::retry(operation*& slot) {
    if (slot != nullptr) try_now(*std::exchange(slot, nullptr));
}

buffer_pool& epoll_driver::buffers() {
    if (!buffers_) buffers_ = std::make_unique<buffer_pool>(wanted_buffers_);
    return *buffers_;
}

void epoll_driver::wake() noexcept {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(wake_.get(), &one, sizeof one);
}

}  // namespace rt
