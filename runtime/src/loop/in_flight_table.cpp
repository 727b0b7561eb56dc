#include <cerrno>
#include <rt/loop/in_flight_table.hpp>
#include <utility>

namespace rt {

namespace {

// ERESTARTSYS: the kernel's own word for EINTR. io_uring lets it out of a splice that a cancel has interrupted.
constexpr int interrupted_inside = 512;

}  // namespace

void operation::finished(waiter_queue& ready) noexcept {
    if (result == -interrupted_inside) result = -EINTR;
    ready.push(*this);
    leave_descriptor(ready);  // who closes comes after who was closed under
}

void operation::leave_descriptor(waiter_queue& ready) noexcept {
    trace({.kind = trace_kind::complete, .at = this});
    if (table_ != nullptr) table_->remove(*this, ready);
}

bool in_flight_table::add(operation& op) {
    if (!is_tracked(op)) return true;
    entry& e = make_entry(op.fd);
    if (e.closer != nullptr || is_closing(op.from)) return false;
    operation*& first = op.from >= 0 ? two_ended_ : e.first;
    op.beside_ = std::exchange(first, &op);
    op.table_ = this;
    return true;
}

void in_flight_table::remove(operation& op, waiter_queue& ready) noexcept {
    operation** link = op.from >= 0 ? &two_ended_ : &entry_of(op.fd)->first;
    while (*link != &op) link = &(*link)->beside_;
    *link = op.beside_;
    op.table_ = nullptr;
    const bool closed = is_closing(op.fd) || is_closing(op.from);
    if (closed && (op.result == -ECANCELED || op.result == -EINTR)) op.result = -EBADF;
    if (!closed) return;
    tell_closer(op.fd, ready);
    tell_closer(op.from, ready);
}

void in_flight_table::begin_close(int fd, waiter& closer) {
    entry& e = make_entry(fd);
    RT_EXPECTS(e.closer == nullptr, "this descriptor is being closed already");
    e.closer = &closer;
}

void in_flight_table::tell_closer(int fd, waiter_queue& ready) noexcept {
    if (!is_closing(fd) || any_on(fd)) return;
    ready.push(*std::exchange(entry_of(fd)->closer, nullptr));
}

bool in_flight_table::is_closing(int fd) const noexcept {
    const entry* const e = entry_of(fd);
    return e != nullptr && e->closer != nullptr;
}

in_flight_table::entry* in_flight_table::entry_of(int fd) const noexcept {
    const std::size_t number = static_cast<std::size_t>(fd), of_page = number / page_size;
    if (fd < 0 || of_page >= pages_.size() || !pages_[of_page]) return nullptr;
    return &(*pages_[of_page])[number % page_size];
}

in_flight_table::entry& in_flight_table::make_entry(int fd) {
    const std::size_t number = static_cast<std::size_t>(fd), of_page = number / page_size;
    if (of_page >= pages_.size()) pages_.resize(of_page + 1);
    if (!pages_[of_page]) pages_[of_page] = std::make_unique<page>();
    return (*pages_[of_page])[number % page_size];
}

}  // namespace rt
