// request_scope.cpp -- the end of a request: background tasks, then exits, newest first, whatever comes.
#include <chrono>
#include <http_min/app/dependency_overrides.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/request_scope.hpp>
#include <rt/core/cancelled.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <stdexcept>
#include <utility>

namespace http_min {

namespace {

// Closing is not cut short when the client leaves or the server stops; but it cannot hold them up for ever.
constexpr auto longest_clean_up = std::chrono::seconds(30);

bool is_cancelled(const std::exception_ptr& why) {
    if (!why) return false;
    try {
        std::rethrow_exception(why);
    } catch (const rt::cancelled&) {
        return true;
    } catch (...) {
        return false;
    }
}

}  // namespace

rt::task<> held_value::leave(std::exception_ptr) { co_return; }

request_scope::~request_scope() {
    while (newest_ != nullptr) drop_newest();
}

void request_scope::drop_newest() {
    held_value* const last = newest_;
    newest_ = last->older_;
    delete last;
}

held_value* request_scope::find(const dependency& of) const {
    held_value* first = nullptr;
    for (held_value* at = newest_; at != nullptr; at = at->older_)
        if (at->of_ == &of) first = at;
    return first;
}

rt::task<held_value*> request_scope::make(const dependency& of) {
    const dependency& called = in.overrides() != nullptr ? in.overrides()->resolve(of) : of;
    std::unique_ptr<held_value> made = co_await open_dependency(called, *this);
    const bool is_wrong = made == nullptr;
    if (is_wrong) made = std::make_unique<held_value>();
    made->of_ = &of;
    made->is_wrong_ = is_wrong;
    made->older_ = newest_;
    newest_ = made.release();
    co_return newest_;
}

rt::task<bool> request_scope::solve_all(std::span<const wanted_dependency> wanted) {
    bool all_right = true;
    for (const wanted_dependency& each : wanted) {
        held_value* held = find(*each.what);
        const bool will_do = held != nullptr && (each.cached || held->is_wrong_);
        if (!will_do) {
            held = co_await make(*each.what);
        }
        if (held->is_wrong_) all_right = false;
        if (each.value != nullptr) *each.value = held->value();
    }
    co_return all_right;
}

rt::task<std::exception_ptr> request_scope::fail(std::exception_ptr why) {
    tasks.clear();
    failure_ = std::move(why);
    co_await leave_shielded();
    co_return std::exchange(failure_, nullptr);
}

rt::task<std::exception_ptr> request_scope::finish() {
    try {
        co_await tasks.run();
    } catch (...) {
        failure_ = std::current_exception();
    }
    co_await leave_shielded();
    co_return std::exchange(failure_, nullptr);
}

rt::task<> request_scope::leave_shielded() {
    bool any_exit = false;
    for (const held_value* at = newest_; at != nullptr; at = at->older_) any_exit |= at->has_exit();
    if (any_exit) {
        rt::deadline_scope shield(longest_clean_up, rt::shield::yes);
        co_await shield.run(leave_all());
    }
    while (newest_ != nullptr) drop_newest();
}

rt::task<> request_scope::leave_all() {
    const bool from_outside = is_cancelled(failure_);
    while (newest_ != nullptr) {
        try {
            if (newest_->has_exit()) {
                co_await newest_->leave(failure_);
            }
        } catch (...) {
            failure_ = std::current_exception();
        }
        if (!from_outside && is_cancelled(failure_))
            failure_ = std::make_exception_ptr(
                std::runtime_error("the clean-up of a dependency took more than 30 s"));
        drop_newest();
    }
}

void end_request_scope::operator()(request_scope* scope) const noexcept { delete scope; }

request_scope& request::open_scope(response& out) {
    if (!scope_) scope_.reset(new request_scope(*this, out));
    return *scope_;
}

}  // namespace http_min
