#include <algorithm>
#include <map>
#include <numeric>
#include <rt/loop/timeline.hpp>
#include <set>

namespace rt {

namespace {

constexpr std::size_t none = timeline::none;

// A job is two events, at its beginning and its end: value is the thread, number the job; `ended` is -1 in the first.
std::vector<recorded_event> in_order(const std::vector<recorded_event>& recorded) {
    std::vector<recorded_event> events;
    events.reserve(recorded.size());
    for (const recorded_event& e : recorded) {
        if (e.kind != trace_kind::job) {
            events.push_back(e);
            continue;
        }
        // It is told of when its task has been resumed, and happened before.
        const std::ptrdiff_t place = events.empty() ? 0 : 1;
        recorded_event end = e;
        end.time = e.ended;
        recorded_event begin = e;
        begin.ended = -1;
        events.insert(events.end() - place, {begin, end});
    }
    std::vector<std::size_t> order(events.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&events](std::size_t a, std::size_t b) {
        return events[a].time != events[b].time ? events[a].time < events[b].time : a < b;
    });
    std::vector<recorded_event> sorted;
    sorted.reserve(events.size());
    for (const std::size_t i : order) sorted.push_back(events[i]);
    return sorted;
}

class builder {
  public:
    explicit builder(const trace_recorder& seen) {
        out_.events = in_order(seen.events());
        out_.dropped = seen.dropped();
        out_.driver = seen.driver();
        out_.lanes.push_back({timeline::lane_kind::kernel, 0, 0, "kernel"});
    }

    timeline build() {
        for (at_ = 0; at_ < out_.events.size(); ++at_) take(out_.events[at_]);
        if (at_ > 0) --at_;
        for (auto& [id, t] : tasks_) close(t);
        for (auto& [number, s] : scopes_) end_scope(s);
        give_rows();
        arrange_lanes();
        return std::move(out_);
    }

  private:
    using span_kind = timeline::span_kind;
    struct task_state {
        std::size_t lane = 0;
        std::size_t open = none;  // its span that has not ended
        std::size_t suspended_at = none;
        std::size_t job_done = none;  // that it was not resumed with yet
    };
    struct open_scope {
        std::size_t span;
        bool cancelled = false;
    };

    void take(const recorded_event& e) {
        switch (e.kind) {
            case trace_kind::spawn: return begin(task(e.task), span_kind::ready, "begins");
            case trace_kind::resume: return resume(e);
            case trace_kind::suspend: return suspend(e);
            case trace_kind::finish: return close(task(e.task));
            case trace_kind::submit: return submit(e);
            case trace_kind::complete: return complete(e);
            case trace_kind::kernel_enter: return enter_kernel();
            case trace_kind::kernel_leave: return leave_kernel(e);
            case trace_kind::job: return e.ended < 0 ? begin_job(e) : end_job(e);
            case trace_kind::scope_enter: return enter_scope(e);
            case trace_kind::scope_leave: return leave_scope(e.number);
            case trace_kind::scope_cancel: return cancel_scope(e);
        }
    }

    task_state& task(std::uint64_t id) {
        const auto [found, is_new] = tasks_.try_emplace(id);
        if (is_new) {
            const recorded_event& e = out_.events[at_];
            const bool born = e.kind == trace_kind::spawn;
            found->second.lane = out_.lanes.size();
            out_.lanes.push_back(
                {timeline::lane_kind::task, id, born ? e.number : 0, born ? e.text : "task"});
        }
        return found->second;
    }

    void close(task_state& t) {
        if (t.open != none) out_.spans[t.open].to = at_;
        t.open = none;
    }
    void begin(task_state& t, span_kind kind, std::string text, call_site where = {}) {
        close(t);
        t.open = out_.spans.size();
        out_.spans.push_back({kind, t.lane, at_, at_, std::move(text), where});
    }

    // Only one runs at a time: who ran before has given way without saying where.
    void stop_running(std::uint64_t but) {
        if (running_ != 0 && running_ != but && runs(task(running_)))
            begin(task(running_), span_kind::wait, "suspended, by no waiter");
        running_ = 0;
    }
    bool runs(const task_state& t) const {
        return t.open != none && out_.spans[t.open].kind == span_kind::run;
    }

    void resume(const recorded_event& e) {
        if (e.task == 0) return;
        stop_running(e.task);
        running_ = e.task;
        task_state& t = task(e.task);
        begin(t, span_kind::run, "runs");
        const auto op = in_flight_.find(e.number);
        if (op != in_flight_.end() && out_.operations[op->second].lane == t.lane) {
            out_.operations[op->second].resume = at_;
            in_flight_.erase(op);
        }
        if (t.job_done != none) out_.jobs[t.job_done].resume = at_;
        t.job_done = none;
    }

    void suspend(const recorded_event& e) {
        task_state& t = task(e.task);
        t.suspended_at = at_;
        begin(t, span_kind::wait, std::string("waits for ") + e.text, e.where);
    }

    void submit(const recorded_event& e) {
        timeline::operation op{};
        op.number = e.number;
        op.lane = e.task != 0 ? task(e.task).lane : 0;
        op.submit = at_;
        op.complete = op.resume = none;
        op.text = e.text;
        if (e.value >= 0) op.text += ", fd " + std::to_string(e.value);
        if (e.task != 0 && task(e.task).open != none) {
            timeline::span& wait = out_.spans[task(e.task).open];
            if (wait.kind == span_kind::wait) wait.text = "waits for " + op.text;
        }
        in_flight_[e.number] = out_.operations.size();
        out_.operations.push_back(std::move(op));
        out_.depth.push_back({at_, ++depth_});
    }

    void complete(const recorded_event& e) {
        const auto found = in_flight_.find(e.number);
        if (found == in_flight_.end()) return;
        timeline::operation& op = out_.operations[found->second];
        op.complete = at_;
        op.result = e.value;
        if (depth_ > 0) out_.depth.push_back({at_, --depth_});
        if (e.task == 0) return;
        task_state& t = task(e.task);
        const bool waits = t.open != none && out_.spans[t.open].kind == span_kind::wait;
        if (waits) begin(t, span_kind::ready, "ready");
    }

    void enter_kernel() {
        stop_running(0);
        entered_ = out_.spans.size();
        out_.spans.push_back({span_kind::enter, 0, at_, at_, "in the kernel"});
    }
    void leave_kernel(const recorded_event& e) {
        if (entered_ == none) return;
        out_.spans[entered_].to = at_;
        out_.spans[entered_].text =
            "in the kernel: " + std::to_string(e.value) + (e.value == 1 ? " completion" : " completions");
        entered_ = none;
    }

    void begin_job(const recorded_event& e) {
        const auto [found, is_new] = threads_.try_emplace(e.value, out_.lanes.size());
        if (is_new)
            out_.lanes.push_back(
                {timeline::lane_kind::pool_thread, static_cast<std::uint64_t>(e.value), 0, "pool thread"});
        open_jobs_[e.number] = out_.spans.size();
        out_.spans.push_back({span_kind::job,
                              found->second,
                              at_,
                              at_,
                              "job of task #" + std::to_string(e.task),
                              {},
                              e.number});
        task_state& t = task(e.task);
        out_.jobs.push_back({t.lane, found->second, t.suspended_at, at_, at_, none});
        t.job_done = out_.jobs.size() - 1;
    }
    void end_job(const recorded_event& e) {
        const auto found = open_jobs_.find(e.number);
        if (found == open_jobs_.end()) return;
        out_.spans[found->second].to = at_;
        if (task(e.task).job_done != none) out_.jobs[task(e.task).job_done].end = at_;
        open_jobs_.erase(found);
    }

    void enter_scope(const recorded_event& e) {
        scopes_[e.number] = {out_.spans.size(), cancelled_before_.erase(e.number) > 0};
        out_.spans.push_back(
            {span_kind::scope, task(e.task).lane, at_, at_, e.value == 1 ? "shield" : "scope", {}, e.number});
    }
    void end_scope(const open_scope& s) {
        out_.spans[s.span].to = at_;
        if (s.cancelled) out_.spans[s.span].text += ", cancelled";
    }
    void leave_scope(std::uint64_t number) {
        const auto found = scopes_.find(number);
        if (found == scopes_.end()) return;
        end_scope(found->second);
        scopes_.erase(found);
    }
    void cancel_scope(const recorded_event& e) {
        const auto found = scopes_.find(e.number);
        if (found != scopes_.end())
            found->second.cancelled = true;
        else
            cancelled_before_.insert(e.number);
    }

    // Each operation takes the first row that is free while it is in flight.
    void give_rows() {
        std::vector<std::size_t> free_from;
        for (timeline::operation& op : out_.operations) {
            while (op.row < free_from.size() && free_from[op.row] > op.submit) ++op.row;
            if (op.row == free_from.size()) free_from.push_back(0);
            free_from[op.row] = op.complete != none ? op.complete : none;
        }
        out_.rows = free_from.size();
    }

    void arrange_lanes();

    timeline out_;
    std::size_t at_ = 0;
    std::uint64_t running_ = 0;
    std::size_t entered_ = none;
    std::size_t depth_ = 0;
    std::map<std::uint64_t, task_state> tasks_;
    std::map<std::uint64_t, std::size_t> in_flight_;  // operations, until they are resumed
    std::map<std::uint64_t, std::size_t> open_jobs_;
    std::map<std::uint64_t, open_scope> scopes_;
    std::set<std::uint64_t> cancelled_before_;  // scopes that nobody runs in yet
    std::map<std::int64_t, std::size_t> threads_;
};

// The kernel first, each task under the one that started it, pool threads last.
void builder::arrange_lanes() {
    std::map<std::uint64_t, std::vector<std::size_t>> children;
    std::vector<std::size_t> order = {0};
    for (std::size_t i = 1; i < out_.lanes.size(); ++i) {
        timeline::lane& l = out_.lanes[i];
        if (l.kind == timeline::lane_kind::task)
            children[tasks_.contains(l.parent) && l.parent != l.id ? l.parent : 0].push_back(i);
    }
    std::vector<std::pair<std::size_t, std::size_t>> to_do;  // lane, depth
    const auto add_children = [&](std::uint64_t of, std::size_t depth) {
        const auto& found = children[of];
        for (auto i = found.rbegin(); i != found.rend(); ++i) to_do.emplace_back(*i, depth);
    };
    for (add_children(0, 0); !to_do.empty();) {
        const auto [i, depth] = to_do.back();
        to_do.pop_back();
        out_.lanes[i].depth = depth;
        order.push_back(i);
        if (out_.lanes[i].id != 0) add_children(out_.lanes[i].id, depth + 1);
    }
    for (std::size_t i = 1; i < out_.lanes.size(); ++i)
        if (out_.lanes[i].kind == timeline::lane_kind::pool_thread) order.push_back(i);

    std::vector<std::size_t> place(out_.lanes.size());
    std::vector<timeline::lane> arranged;
    for (const std::size_t i : order) {
        place[i] = arranged.size();
        arranged.push_back(std::move(out_.lanes[i]));
    }
    out_.lanes = std::move(arranged);
    for (auto& s : out_.spans) s.lane = place[s.lane];
    for (auto& op : out_.operations) op.lane = place[op.lane];
    for (auto& j : out_.jobs) j.lane = place[j.lane], j.thread_lane = place[j.thread_lane];
}

}  // namespace

timeline make_timeline(const trace_recorder& seen) { return builder(seen).build(); }

}  // namespace rt
