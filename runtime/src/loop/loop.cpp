#include <algorithm>
#include <rt/core/ready.hpp>
#include <rt/loop/await_graph.hpp>
#include <rt/loop/loop.hpp>
#include <thread>

namespace rt {

namespace {

// How many coroutines run between two looks at the kernel: few enough that I/O is not kept waiting, enough
// that the look costs nothing beside them.
constexpr int batch_size = 64;

constexpr time_point do_not_wait = time_point::min();

}  // namespace

deadlock::deadlock(const std::string& graph)
    : std::logic_error(
          "deadlock: every task waits, and no operation, timer or worker\nis left that could wake one\n" +
          graph) {}

loop::loop(std::unique_ptr<driver> d) : driver_(std::move(d)) {
    // In a child of fork() the thread's old loop is a copy of the parent's: a new one may take its place.
    RT_EXPECTS(running_here_ == nullptr || !running_here_->made_in_.is_here(),
               "a thread has one loop: this one has a loop already");
    look_at_the_clock();
    detail::last_task_id = 0;
    running_here_ = this;
    detail::run_queue_here = &ready_;
    detail::outermost_scope_here = &outermost_;
}

loop::~loop() {
    expect_my_process();
    while (posting_.load(std::memory_order_acquire) > 0) std::this_thread::yield();
    detail::trace_here = nullptr;
    detail::outermost_scope_here = nullptr;
    detail::run_queue_here = nullptr;
    running_here_ = nullptr;
}

template <class Done>
void loop::turn_until(Done done) {
    for (;;) {
        resume_batch();
        if (done()) return;
        meet_the_kernel();
        expire_timers();
        mailbox_.take(ready_);
        if (dump_asked_.load(std::memory_order_relaxed) && dump_asked_.exchange(false)) dump();
    }
}

void loop::run_until(const bool& done) {
    try {
        turn_until([&done] { return done; });
    } catch (const deadlock&) {
        // Cancelled, everything unwinds and is destroyed in order. Whoever waits for the outcome hears of the
        // deadlock.
        try {
            outermost_.cancel();
            turn_until([&done] { return done; });
            shut_down();
        } catch (const deadlock&) {  // something cannot be cancelled; the first graph shows more
        }
        throw;
    }
}

void loop::shut_down() {
    outermost_.cancel();
    turn_until([this] { return spawned_ == 0 && driver_->in_flight() == 0 && ready_.empty(); });
}

void loop::spawn(task<> work, const char* name) {
    expect_my_thread();
    detached root = run_spawned(std::move(work));
    root.record().begin(name);
    ++spawned_;
    enqueue(std::move(root).release());
}

detached loop::run_spawned(task<> work) {
    struct end_note {
        loop& home;
        explicit end_note(loop& l) noexcept : home(l) {}
        ~end_note() {
            --home.spawned_;
            if (const task_record* const here = current_task()) here->end();
        }
    };
    const end_note note(*this);
    co_await std::move(work);
}

void loop::start(operation& op) {
    expect_my_process();
    expect_my_thread();
    trace({.kind = trace_kind::submit, .task = op.record, .at = &op});
    if (!operations_.add(op)) return refuse(op, EBADF);
    driver_->start(op);
}

void loop::refuse(operation& op, int error) {
    op.result = -error;
    op.finished(ready_);
}

void loop::cancel(operation& op) {
    if (op.in_flight()) driver_->cancel(op);
}

void loop::let_go(operation& op) {
    cancel(op);
    driver_->hand_over();
    op.leave_descriptor(ready_);
}

bool loop::end_operations_on(int fd, waiter& closer) {
    if (!operations_.any_on(fd)) return false;
    operations_.begin_close(fd, closer);
    operations_.for_each_on(fd, [this](operation& op) { cancel(op); });
    return true;
}

void loop::post(waiter& w) noexcept {
    expect_my_process();
    // Once the waiter is in the mailbox the loop may resume it, run to its end and be destroyed: it waits for
    // this count first, so that wake() still finds a driver.
    posting_.fetch_add(1, std::memory_order_relaxed);
    if (mailbox_.post(w)) driver_->wake();
    posting_.fetch_sub(1, std::memory_order_release);
}

void loop::ask_for_dump() noexcept {
    dump_asked_.store(true, std::memory_order_relaxed);
    driver_->wake();
}

void loop::look_at_the_clock() noexcept {
    now_ = driver_->now();
    detail::turn_time = now_.time_since_epoch().count();
}

void loop::resume_batch() {
    for (int left = batch_size; left > 0 && !ready_.empty(); --left) {
        waiter& next = ready_.pop();
        RT_EXPECTS(next.record == nullptr || next.record->home == nullptr || next.record->home == &ready_,
                   "a task was posted to a loop that is not its own: ask loop::current() before it suspends");
        ++resumed_;
        next.resume();
    }
    detail::current_record = nullptr;
}

void loop::expect_my_process() const noexcept {
    made_in_.expect_here(
        "this loop belongs to the parent process: a child of fork() must leave it alone, for the ring is "
        "shared. Call exec() or _exit() in the child, make a loop of its own with rt::run(), or fork before "
        "the first one");
}

void loop::meet_the_kernel() {
    expect_my_process();
    if (spin_ > duration::zero() && spin()) return;
    time_point wait_until = do_not_wait;
    if (ready_.empty() && mailbox_.try_sleep()) {
        if (!can_anything_happen()) {
            mailbox_.take(ready_);  // no longer asleep
            if (outermost_.in_force()) abandon_operations();
            throw deadlock(await_graph(*this));
        }
        wait_until = timers_.next();
        // A clock that jumps would jump past the worker that is about to post: it stands still for it.
        if (expected_posts_ > 0 && wait_until > now_ && driver_->clock_jumps()) wait_until = never;
    }
    trace({.kind = trace_kind::kernel_enter});
    const std::uint64_t before = driver_->stats().completed;
    driver_->turn(wait_until, ready_);
    look_at_the_clock();
    trace({.kind = trace_kind::kernel_leave, .value = driver_->stats().completed - before});
}

// Looks at the kernel and at the mailbox, again and again, without sleeping: who posts meanwhile need not wake us. RETURNS
// whether that has brought anything. A clock that jumps has no time to spend.
bool loop::spin() {
    if (!ready_.empty() || driver_->clock_jumps() || !can_anything_happen()) return false;
    look_at_the_clock();
    const time_point until = std::min(deadline_after(now_, spin_), timers_.next());
    while (ready_.empty() && now_ < until) {
        driver_->turn(do_not_wait, ready_);
        mailbox_.take(ready_);
        look_at_the_clock();
    }
    return !ready_.empty();
}

// After cancelling has not helped. Ends what is in flight and resumes nobody: the frames are about to be
// destroyed where they are parked.
void loop::abandon_operations() {
    driver_->cancel_all();
    waiter_queue nobody;
    while (driver_->in_flight() > 0) driver_->turn(never, nobody);
    while (!nobody.empty()) nobody.pop();
}

void loop::expire_timers() {
    while (timers_.next() <= now_) timers_.pop().expired(ready_);
}

bool loop::can_anything_happen() const noexcept {
    return driver_->can_complete() || !timers_.empty() || expected_posts_ > 0 || company_ != nullptr;
}

}  // namespace rt
