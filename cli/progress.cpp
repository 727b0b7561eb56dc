#include "progress.hpp"

#include <algorithm>

namespace lab {

progress::progress(const context& lab) : lab_(lab), log_(lab.where.state() / "log.tsv") {}

stage progress::of(const exercise& each) const {
    if (!std::filesystem::exists(lab_.where.work / each.id)) return stage::untouched;
    const auto* last = log_.last("test", each.id);
    if (!last) return stage::started;
    return last->outcome == "pass" ? stage::passed : stage::failed;
}

bool progress::was_run(const lesson& each) const { return log_.last("run", each.id) != nullptr; }
const log_entry* progress::bench_of(const lesson& each) const { return log_.last("bench", each.id); }

std::size_t progress::passed(const manifest& kit) const {
    return static_cast<std::size_t>(std::count_if(kit.exercises.begin(), kit.exercises.end(),
                                                  [&](auto& each) { return of(each) == stage::passed; }));
}

next_step progress::next(const manifest& kit) const {
    for (const auto& lesson : kit.lessons) {
        if (!was_run(lesson)) return {"lab run " + lesson.number, lesson.title};
        for (const auto* each : kit.exercises_of(lesson.number))
            if (of(*each) != stage::passed) return {"lab test " + each->number, each->title};
        if (!lesson.benches.empty() && !bench_of(lesson))
            return {"lab bench " + lesson.number, lesson.benches[0].question};
    }
    return {};
}

planks_in_use planks(const context& lab, const manifest& kit) {
    const progress now(lab);
    planks_in_use found;
    for (const auto& each : kit.exercises) {
        if (!each.plank) continue;
        const bool mine = std::filesystem::exists(lab.where.work / each.id / each.header);
        found.any_mine = found.any_mine || mine;
        std::string who = "the reference's (work/" + each.id + " has none yet: lab test " + each.number + ")";
        if (mine)
            who = now.of(each) == stage::passed
                      ? "yours"
                      : "yours, though its last test did not pass: lab test " + each.number;
        found.lines.push_back(each.header + ": " + who);
    }
    return found;
}

}  // namespace lab
