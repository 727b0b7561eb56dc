// lab dev judge NAME VARIANT BINARY -- what ctest runs for each variant of an exercise.
#include "commands.hpp"
#include "judge.hpp"

namespace lab::commands {
namespace {

void print(const context& lab, const catch_result& result) {
    for (const auto& each : result.cases) {
        if (each.state == case_state::passed) continue;
        lab.show.line((each.state == case_state::failed ? "  failed:     " : "  unfinished: ") + each.name);
        for (const auto& check : each.failures)
            lab.show.line("    " + check.file + ":" + check.line + ": " + check.macro + " " + check.written +
                          "  [" + check.expanded + "] " + check.message);
    }
}

}  // namespace

exit_code dev_judge(const context& lab, const std::string& id, const std::string& variant,
                    const std::string& binary) {
    const auto kit = lab.read();
    const auto& what = kit.exercise_named(id);
    const std::filesystem::path program(binary);
    auto limit = what.time_limit;
    for (const auto& wrong : what.wrong)
        if (variant == "wrong/" + wrong.name) limit = wrong.time_limit;
    const auto report = program.parent_path() / "reports" / (program.filename().string() + ".xml");
    const auto result = run_catch(program, report, learner_limits(lab.timeout.value_or(limit)));
    const auto verdict = judge(what, variant, result);
    lab.show.status(verdict.right ? tone::good : tone::bad, verdict.right ? "right" : "wrong",
                    what.id + " " + variant + ": " + verdict.verdict);
    for (const auto& wrong : what.wrong)
        if (variant == "wrong/" + wrong.name) lab.show.paragraph("  misconception: ", wrong.misconception);
    if (verdict.right) return exit_code::pass;
    print(lab, result);
    if (!result.program.output.empty())
        lab.show.line("  it printed:\n" + result.program.output.substr(0, 4000));
    return exit_code::learner;
}

}  // namespace lab::commands
