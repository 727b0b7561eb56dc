#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <rt/loop/await_graph.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/loop.hpp>
#include <rt/loop/text_table.hpp>
#include <rt/loop/timeline.hpp>
#include <set>
#include <vector>

namespace rt {

namespace {

constexpr std::size_t shown_alike = 3;

std::string how_long(duration length) {
    using namespace std::chrono;
    const auto number = [](auto n) { return std::to_string(n); };
    if (length < 1us) return "0 s";
    if (length < 1ms) return number(length / 1us) + " us";
    if (length < 1s) return number(length / 1ms) + " ms";
    if (length < 1min) return number(length / 1s) + "." + number(length % 1s / 100ms) + " s";
    if (length < 2h) return number(length / 1min) + " min";
    return number(length / 1h) + " h";
}

class graph_writer {
  public:
    graph_writer(const loop& of, call_site asked_at)
        : home_(of), asked_at_(asked_at), now_(of.clock_now().time_since_epoch().count()) {
        of.run_queue().for_each([this](const waiter& w) { ready_.insert(w.record); });
    }

    std::string write() {
        write_scope(home_.outermost_scope(), "");
        return std::to_string(lines_) + (lines_ == 1 ? " task" : " tasks") + " on driver " +
               std::string(home_.driver_name()) + ", " + std::to_string(home_.in_flight()) + " in flight\n" +
               table_.text(80);
    }

  private:
    using records = std::vector<const task_record*>;

    static constexpr int deepest_shown = 100;  // scopes in scopes: beyond, no reader follows

    // The tasks of a scope by who started them; under 0 those whose starter is not in this scope.
    std::map<std::uint64_t, records> by_parent(const cancel_scope& scope) {
        std::set<std::uint64_t> here;
        scope.for_each_record([&](const task_record& r) { here.insert(r.id); });
        std::map<std::uint64_t, records> families;
        scope.for_each_record(
            [&](const task_record& r) { families[here.contains(r.parent) ? r.parent : 0].push_back(&r); });
        for (auto& [parent, members] : families)
            std::sort(members.begin(), members.end(), [](auto* a, auto* b) { return a->id < b->id; });
        return families;
    }

    void write_scope(const cancel_scope& scope, const std::string& indent) {
        const auto families = by_parent(scope);
        std::vector<const cancel_scope*> inner;
        scope.for_each_child([&](const cancel_scope& child) { inner.push_back(&child); });
        write_family(families, 0, indent, inner.empty());
        for (const cancel_scope* child : inner) {
            const bool last = child == inner.back();
            table_.add({indent + (last ? "└─ " : "├─ ") + in_words(*child)});
            const std::string deeper = indent + (last ? "   " : "│  ");
            if (++depth_ <= deepest_shown)
                write_scope(*child, deeper);
            else
                table_.add({deeper + "… and deeper"});
            --depth_;
        }
    }

    void write_family(const std::map<std::uint64_t, records>& families, std::uint64_t parent,
                      const std::string& indent, bool ends_scope) {
        const auto found = families.find(parent);
        if (found == families.end()) return;
        lines_ += found->second.size();
        std::map<std::string, std::size_t> alike;
        records shown;
        for (const task_record* r : found->second)
            if (families.contains(r->id) || alike[kind_of(*r)]++ < shown_alike) shown.push_back(r);
        std::erase_if(alike, [](const auto& kind) { return kind.second <= shown_alike; });
        for (const task_record* r : shown) {
            const bool last = ends_scope && alike.empty() && r == shown.back();
            write_line(*r, parent, indent + (last ? "└─ " : "├─ "));
            if (r->id != 0) write_family(families, r->id, indent + (last ? "   " : "│  "), true);
        }
        for (auto kind = alike.begin(); kind != alike.end(); ++kind) {
            const bool last = ends_scope && std::next(kind) == alike.end();
            const std::size_t hidden = kind->second - shown_alike;
            table_.add(
                {indent + (last ? "└─ " : "├─ ") + "and " + std::to_string(hidden) + " more " + kind->first});
        }
    }

    void write_line(const task_record& r, std::uint64_t shown_under, const std::string& branch) {
        std::string who = branch + "#" + std::to_string(r.id) + " " + r.name;
        if (r.parent != shown_under && shown_under == 0) who += " of #" + std::to_string(r.parent);
        const bool waits = !runs(r) && r.waits_in != nullptr;
        const call_site where = runs(r) ? asked_at_ : waits ? r.waits_in->where : call_site{};
        const bool parked = waits && !ready_.contains(&r);
        table_.add({who, state_of(r), in_words(where), parked ? how_long(duration(now_ - r.since)) : ""});
    }

    bool runs(const task_record& r) const { return &r == current_task(); }

    std::string state_of(const task_record& r) const {
        if (runs(r)) return "runs now";
        if (ready_.contains(&r)) return "ready";
        if (r.waits_in == nullptr) return "suspended, by no waiter";
        const auto* const op = dynamic_cast<const operation*>(r.waits_in);
        std::string text = op != nullptr && op->outstanding > 1 ? "cancels " : "waits for ";
        text += r.waits_in->waits_for();
        if (op != nullptr && op->fd >= 0) text += ", fd " + std::to_string(op->fd);
        return text;
    }

    // What makes tasks alike: their name, and what they do where.
    std::string kind_of(const task_record& r) const {
        std::string text = r.name;
        if (runs(r) || ready_.contains(&r) || r.waits_in == nullptr) return text + " (" + state_of(r) + ")";
        return text + " (" + r.waits_in->waits_for() + ", " + in_words(r.waits_in->where) + ")";
    }

    std::string in_words(const cancel_scope& scope) const {
        std::string text = scope.is_shield() ? "shield" : "scope";
        if (scope.in_force()) text += ", cancelled";
        const auto* const limited = dynamic_cast<const deadline_scope*>(&scope);
        if (limited == nullptr || limited->deadline() == never || scope.in_force()) return text;
        return text + ", " + how_long(limited->deadline() - home_.clock_now()) + " left";
    }
    static std::string in_words(call_site at) { return rt::in_words(at); }

    const loop& home_;
    const call_site asked_at_;
    const std::int64_t now_;
    std::set<const task_record*> ready_;
    text_table table_;
    std::size_t lines_ = 0;
    int depth_ = 0;
};

}  // namespace

std::string await_graph(const loop& of, call_site asked_at) { return graph_writer(of, asked_at).write(); }

void dump(call_site asked_at) {
    if (!loop::is_running_here()) {
        std::fputs("rt::dump: no loop runs on this thread\n", stderr);
        return;
    }
    std::fputs(await_graph(loop::current(), asked_at).c_str(), stderr);
}

}  // namespace rt
