// cancel_scope -- work that can be told to end: everything that runs inside, however deep and in however many
// tasks.
//
//     rt::cancel_scope scope;
//     const bool ended = co_await scope.run(serve(client));     // false: somebody called scope.cancel()
//
// Scopes form a tree. Cancelling one cancels those inside it, up to a shield. Cancellation is a level, not an
// edge: from then on every await of a leaf (a sleep, an operation, a lock …) inside the scope throws
// rt::cancelled, until the exception has left run(). An operation that has its result already delivers it;
// the next await throws.
//
// Lifetime:  outlives its run(), and runs one task at a time.
// Invariant: in_force_ is "this one was cancelled, or its parent is in force and this is no shield".
// Threads:   the loop's own. From another thread: from_thread.
// Source:    Nathaniel J. Smith, "Timeouts and cancellation for humans"; Trio's and AnyIO's CancelScope.
#pragma once

#include <concepts>
#include <optional>
#include <rt/core/cancelled.hpp>
#include <rt/core/contract.hpp>
#include <rt/core/result.hpp>
#include <rt/core/task.hpp>
#include <rt/core/task_record.hpp>
#include <utility>

namespace rt {

// A shield keeps cancellation from outside away: for the clean-up that must be done even now. Give it a
// deadline.
enum class shield : bool { no, yes };

class cancel_scope : list_link {  // among the children of its parent
  public:
    explicit cancel_scope(shield s = shield::no) noexcept : shield_(s == shield::yes) {}
    virtual ~cancel_scope();

    // Runs `work` inside. RETURNS what it returned, or nothing (false for a task<>) when the scope was
    // cancelled and that is how the work ended. Rethrows what the work throws, and rt::cancelled when the
    // order came from outside.
    template <class T>
    task<std::optional<detail::stored<T>>> run(task<T> work);
    task<bool> run(task<> work);

    // Tells everything inside to end. Does not wait for it: run() does. Again: nothing.
    void cancel() noexcept {
        called_ = true;
        trace({.kind = trace_kind::scope_cancel, .task = current_task(), .scope = this});
        if (!in_force_) enforce();
    }

    bool cancel_called() const noexcept { return called_; }

    // Whether awaits inside throw now: it was cancelled, or something around it was and no shield stands
    // between.
    bool in_force() const noexcept { return in_force_; }
    bool is_shield() const noexcept { return shield_; }

    // Makes `record` run in this scope, whichever it ran in before. What run() and whoever starts a line do.
    void adopt(task_record& record) noexcept {
        record.leave();
        record.scope = this;
        record.stand_before(records_);
    }

    // Makes `parent` the scope around this one, whichever it was before. What run() does.
    void stand_in(cancel_scope& parent) noexcept {
        leave();
        stand_before(parent.children_);
        if (parent.in_force_ && !shield_ && !in_force_) enforce();
    }

    // Every line that runs here and in no inner scope; every scope directly inside. For the await graph.
    void for_each_record(std::invocable<const task_record&> auto&& f) const {
        for (const list_link* at = records_.next(); at != &records_; at = at->next())
            f(static_cast<const task_record&>(*at));
    }
    void for_each_child(std::invocable<const cancel_scope&> auto&& f) const {
        for (const list_link* at = children_.next(); at != &children_; at = at->next())
            f(static_cast<const cancel_scope&>(*at));
    }

  private:
    class entered;

    void enforce() noexcept;

    list_link records_;
    list_link children_;
    const bool shield_;
    bool called_ = false;
    bool in_force_ = false;
};

namespace detail {

// The outermost scope of the loop that runs here.
inline thread_local constinit cancel_scope* outermost_scope_here = nullptr;

}  // namespace detail

// Whether the next await of the current line throws: for loops that compute for long and want to ask.
inline bool cancellation_pending() noexcept {
    const task_record* const here = current_task();
    return here != nullptr && here->scope != nullptr && here->scope->in_force();
}

inline cancel_scope::~cancel_scope() {
    // Empty, unless a deadlock has made an end of everything where it was parked: then nothing may point
    // here.
    while (!records_.alone()) {
        auto& left = static_cast<task_record&>(*records_.next());
        left.scope = nullptr;
        left.leave();
    }
    while (!children_.alone()) children_.next()->leave();
}

inline void cancel_scope::enforce() noexcept {
    in_force_ = true;
    // Nobody is resumed here, and nobody enters or leaves: those who are cut short only become ready.
    for (list_link* at = records_.next(); at != &records_; at = at->next())
        if (waiter* const wait = static_cast<task_record&>(*at).waits_in) wait->cut_short();
    for (list_link* at = children_.next(); at != &children_; at = at->next()) {
        auto& child = static_cast<cancel_scope&>(*at);
        if (!child.shield_ && !child.in_force_) child.enforce();
    }
}

// From its construction to its end the current line runs in `scope`.
class cancel_scope::entered {
  public:
    explicit entered(cancel_scope& scope) noexcept
        : record_(*current_task()), outer_(record_.scope), scope_(&scope) {
        RT_EXPECTS(scope.alone() && scope.records_.alone(), "this cancel scope runs a task already");
        if (outer_ != nullptr) scope.stand_in(*outer_);
        scope.adopt(record_);
        trace({.kind = trace_kind::scope_enter, .task = &record_, .scope = &scope});
    }
    entered(const entered&) = delete;
    entered& operator=(const entered&) = delete;
    ~entered() {
        trace({.kind = trace_kind::scope_leave, .task = &record_, .scope = scope_});
        scope_->leave();
        scope_->in_force_ = scope_->called_;
        record_.leave();
        record_.scope = nullptr;
        if (outer_ != nullptr) outer_->adopt(record_);
    }

  private:
    task_record& record_;
    cancel_scope* const outer_;
    cancel_scope* const scope_;
};

template <class T>
task<std::optional<detail::stored<T>>> cancel_scope::run(task<T> work) {
    RT_EXPECTS(current_task() != nullptr,
               "a cancel scope runs on a loop: co_await it in a task that rt::run() runs");
    const entered here(*this);
    try {
        if constexpr (std::is_reference_v<T>)
            co_return std::addressof(co_await std::move(work));
        else
            co_return co_await std::move(work);
    } catch (const cancelled&) {
        if (!called_) throw;
    }
    co_return std::nullopt;
}

inline task<bool> cancel_scope::run(task<> work) {
    RT_EXPECTS(current_task() != nullptr,
               "a cancel scope runs on a loop: co_await it in a task that rt::run() runs");
    const entered here(*this);
    try {
        co_await std::move(work);
        co_return true;
    } catch (const cancelled&) {
        if (!called_) throw;
    }
    co_return false;
}

}  // namespace rt
