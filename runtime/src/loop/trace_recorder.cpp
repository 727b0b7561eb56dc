#include <algorithm>
#include <new>
#include <rt/core/cancel_scope.hpp>
#include <rt/loop/loop.hpp>
#include <rt/loop/trace_recorder.hpp>

namespace rt {

namespace {

std::int64_t in_nanoseconds(time_point t) noexcept { return t.time_since_epoch().count(); }

// A job's times are the real clock's. A simulated loop has another: there a job takes no time.
recorded_event job_in_loop_time(recorded_event job, const trace_event& event) noexcept {
    const std::int64_t apart = job.time - in_nanoseconds(clock::now());
    const bool is_real = -1'000'000'000 < apart && apart < 1'000'000'000;
    job.ended = is_real ? event.ended : job.time;
    job.time = is_real ? event.begun : job.time;
    return job;
}

}  // namespace

trace_recorder::known trace_recorder::what_is(const void* address) const {
    const auto found = numbers_.find(address);
    return found != numbers_.end() ? found->second : known{};
}

recorded_event trace_recorder::copy(const trace_event& event) {
    recorded_event kept{.kind = event.kind};
    kept.time = in_nanoseconds(loop::current().clock_now());
    if (event.task != nullptr) kept.task = event.task->id;
    if (event.at != nullptr) kept.where = event.at->where;
    kept.value = static_cast<std::int64_t>(event.value);
    switch (event.kind) {
        case trace_kind::spawn:
            kept.number = event.task->parent;
            kept.text = event.task->name;
            break;
        case trace_kind::suspend: kept.text = event.at->waits_for(); break;
        case trace_kind::submit: {
            const auto& op = static_cast<const operation&>(*event.at);
            give_number(&op, kept.task);
            kept.text = op.waits_for();
            kept.value = op.fd;
            kept.number = what_is(&op).number;
            break;
        }
        case trace_kind::complete: {
            const auto& op = static_cast<const operation&>(*event.at);
            kept.value = op.result;
            kept.task = what_is(&op).task;
            kept.number = what_is(&op).number;
            break;
        }
        case trace_kind::resume:  // of an operation: it is what has ended the wait
            kept.number = what_is(event.at).number;
            numbers_.erase(event.at);
            break;
        case trace_kind::scope_enter:
        case trace_kind::scope_cancel:  // that may come first
            if (what_is(event.scope).number == 0) give_number(event.scope);
            kept.value = event.scope->is_shield() ? 1 : 0;
            kept.number = what_is(event.scope).number;
            break;
        case trace_kind::scope_leave:
            kept.number = what_is(event.scope).number;
            numbers_.erase(event.scope);
            break;
        case trace_kind::job:
            kept = job_in_loop_time(kept, event);
            kept.number = ++last_number_;
            break;
        case trace_kind::kernel_enter:
        case trace_kind::kernel_leave:
        case trace_kind::finish: break;
    }
    return kept;
}

void trace_recorder::on(const trace_event& event) noexcept {
    if (events_.size() >= limit_) {
        ++dropped_;
        return;
    }
    try {
        if (events_.empty()) driver_ = loop::current().driver_name();
        events_.push_back(copy(event));
    } catch (const std::bad_alloc&) {
        ++dropped_;
    }
}

}  // namespace rt
