// lab test [NN[.k]] -- build one exercise with the learner's files, run its checks, say which idea failed
// first.
#include <cstdio>

#include "build.hpp"
#include "catch_result.hpp"
#include "commands.hpp"
#include "progress.hpp"

namespace lab::commands {
namespace {

namespace fs = std::filesystem;

// The learner edits work/ID/, a copy of the starter. What is there already is never touched.
void hand_out_starter(const context& lab, const exercise& what) {
    const auto mine = lab.where.work / what.id;
    if (fs::exists(mine / what.header)) return;
    const auto starter = lab.where.root / "exercises" / what.id / "starter";
    if (!fs::exists(starter)) throw environment_error("the kit lacks " + lab.where.shown(starter));
    std::error_code problem;
    fs::create_directories(mine, problem);
    if (!problem)
        fs::copy(starter, mine, fs::copy_options::recursive | fs::copy_options::skip_existing, problem);
    if (problem)
        throw environment_error("cannot copy the starter to " + lab.where.shown(mine) + ": " +
                                problem.message());
    lab.show.paragraph(
        "", "the starter is now in " + lab.where.shown(mine / what.header) + ": this file is yours. Read " +
                lab.where.shown(lab.where.root / "exercises" / what.id / "README.md") + " first.");
}

std::string seconds(milliseconds time) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f s", static_cast<double>(time.count()) / 1000);
    return text;
}

std::string place(const context& lab, const failed_check& check) {
    return check.file.empty() ? "" : "   " + lab.where.shown(check.file) + ":" + check.line;
}

void explain(const context& lab, const failed_check& check) {
    if (!check.written.empty())
        lab.show.line("  check: " + shortened(check.written, 70) + place(lab, check));
    else
        lab.show.line("  check:" + place(lab, check));
    if (!check.expected().empty())
        lab.show.line("         expected " + check.expected() + ", got " + check.got());
    else if (!check.expanded.empty() && check.expanded != check.written)
        lab.show.line("         it was: " + check.expanded);
    if (!check.message.empty()) lab.show.paragraph("         ", check.message);
    for (const auto& note : check.notes) lab.show.paragraph("         note: ", note);
}

// The learner's own prints, cut. The kit's folder is left out of each line: what counts stands behind it.
void echo(const context& lab, const outcome& program) {
    if (program.output.empty()) return;
    constexpr int at_most = 12;
    const auto here = lab.where.root.string() + "/";
    std::size_t start = 0;
    lab.show.line("  it printed:");
    for (int lines = 0; lines < at_most && start < program.output.size(); ++lines) {
        const auto end = std::min(program.output.find('\n', start), program.output.size());
        auto line = program.output.substr(start, end - start);
        if (const auto at = line.find(here); at != line.npos) line.erase(at, here.size());
        lab.show.line("    " + shortened(line, 76));
        start = end + 1;
    }
    if (start < program.output.size()) lab.show.line("    .. and more");
}

struct verdict {
    const char* word;  // what the log keeps
    tone color;
    exit_code code;
};

verdict verdict_of(const catch_result& result) {
    if (result.passed()) return {"pass", tone::good, exit_code::pass};
    if (result.program.how == ending::timed_out) return {"hang", tone::bad, exit_code::timeout};
    if (result.program.how == ending::signalled) return {"crash", tone::bad, exit_code::learner};
    return {"fail", tone::bad, exit_code::learner};
}

std::string next_after(const context& lab, const manifest& kit, const exercise& what, bool passed) {
    if (!passed)
        return "edit " + lab.where.shown(lab.where.work / what.id / what.header) + ", hints in " +
               lab.where.shown(lab.where.root / "exercises" / what.id / "hints.md");
    if (what.plank)
        return "lab serve --impl mine (the server on your " + what.header + "), then " +
               progress(lab).next(kit).command;
    return progress(lab).next(kit).command;
}

exit_code test_one(const context& lab, const manifest& kit, const exercise& what) {
    hand_out_starter(lab, what);
    const auto target = "exercise_" + what.id + "_work";
    learning_log log(lab.where.state() / "log.tsv");
    try {
        build(lab, {"dev", {target}, what.number, lab.where.work / what.id});
    } catch (const failure& problem) {
        if (problem.code == exit_code::learner) log.append("test", what.id, "broken", "does not compile");
        throw;
    }
    const auto limit = lab.timeout.value_or(what.time_limit);
    const auto result =
        run_catch(lab.where.program("dev", target), lab.where.state() / "reports" / (target + ".xml"),
                  learner_limits(limit), lab.where.work / what.id);
    const auto [word, color, code] = verdict_of(result);
    const auto* bad = result.first_bad();
    const auto passed = result.count(case_state::passed);
    const bool went_down =
        result.program.how != ending::exited;  // then nobody knows how many checks there would have been
    const auto checks =
        std::to_string(passed) +
        (went_down ? " passed before" : " of " + std::to_string(result.cases.size()) + " checks");
    lab.show.status(color, word,
                    padded(what.number + " " + shortened(what.title, 40), 48) + seconds(result.program.took) +
                        "   " + checks);
    if (bad) lab.show.paragraph("  idea:  ", bad->name);
    if (code == exit_code::timeout)
        lab.show.line(
            "  it was ended: " + result.program.in_words() +
            (result.program.output_cut ? ". It printed without end." : ". What does it wait for?"));
    if (result.program.how == ending::signalled)
        lab.show.line("  it crashed there: " + result.program.in_words());
    if (bad && bad->state == case_state::failed && !bad->failures.empty())
        explain(lab, bad->failures.front());
    if (code != exit_code::pass) echo(lab, result.program);
    log.append("test", what.id, word, bad ? bad->name : "");
    const auto next = next_after(lab, kit, what, code == exit_code::pass);
    if (!next.empty()) lab.show.paragraph("  next:  ", next);
    return code;
}

}  // namespace

exit_code test(const context& lab, const std::string& which) {
    const auto kit = lab.read();
    const bool whole_lesson = !which.empty() && which.find_first_of("._") == which.npos;
    if (whole_lesson) {
        const auto& lesson = kit.lesson_named(which);
        auto worst = exit_code::pass;
        for (const auto* each : kit.exercises_of(lesson.number))
            if (const auto code = test_one(lab, kit, *each); code != exit_code::pass) worst = code;
        return worst;
    }
    if (!which.empty()) return test_one(lab, kit, kit.exercise_named(which));
    const progress now(lab);
    for (const auto& each : kit.exercises)
        if (now.of(each) != stage::passed) return test_one(lab, kit, each);
    lab.show.line("all exercises are passed");
    return exit_code::pass;
}

}  // namespace lab::commands
