#include <rt/io/repeated_operation.hpp>

namespace rt {

namespace {

// More answers than this nobody has asked for: the request is ended until they are taken.
constexpr std::uint32_t enough = 32;

}  // namespace

void repeated_operation::wait(waiter& who) {
    RT_EXPECTS(waiting_ == nullptr, "two tasks wait for the next answer of one request");
    waiting_ = &who;
    record = who.record;
    if (!in_flight()) request();
}

bool repeated_operation::stop_waiting(waiter& who) noexcept {
    if (waiting_ != &who) return false;
    waiting_ = nullptr;
    return true;
}

void repeated_operation::request() {
    loop& home = loop::current();
    const bool many = home.its_driver().abilities().*ability_ && !refused_;
    if (!fill_in(many)) return;
    code = many ? many_ : once_;
    answer_flags = 0;
    answered_ = full_ = false;
    home.start(*this);
}

void repeated_operation::arrived(waiter_queue& ready) noexcept {
    answered_ = true;
    keep();
    if (abandoned_) return drop_kept();
    wake(ready);
    if (kept_ < enough) return;
    full_ = true;
    loop::current().cancel(*this);
}

void repeated_operation::finished(waiter_queue& ready) noexcept {
    leave_descriptor(ready);
    keep();
    if (abandoned_) {
        drop_kept();
        delete this;  // its owner has gone; nobody else knows it
        return;
    }
    learn_from(result < 0 ? -result : 0);
    if (has_answer())
        wake(ready);
    else if (is_wanted())
        request();
}

// Why has it ended, and does the next who asks have to know?
void repeated_operation::learn_from(int error) noexcept {
    const bool was_many = code == many_;
    const bool ours = error == ECANCELED && full_;
    if (was_many && error == EINVAL && !answered_)
        refused_ = true;  // perhaps: what the plain request is answered will tell
    else if (error != 0 && !ours && !is_passing(error))
        error_ = error;
    // The plain request works: so it was the many answers that the kernel does not know.
    if (refused_ && !was_many && error == 0) loop::current().its_driver().abilities().*ability_ = false;
}

void repeated_operation::wake(waiter_queue& ready) noexcept {
    if (waiter* const who = std::exchange(waiting_, nullptr)) ready.push(*who);
}

void repeated_operation::abandon() noexcept {
    RT_EXPECTS(!is_wanted(), "this ends while a task waits for its next answer");
    drop_kept();
    leave_queues();
    if (!in_flight()) {
        delete this;  // its owner is going; nobody else knows it
        return;
    }
    abandoned_ = true;
    loop::current().let_go(*this);
}

}  // namespace rt
