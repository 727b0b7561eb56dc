// lab check [NAME] [--all] -- build and test: one preset, or all of them. Exit 1 if anything is red.
#include "build.hpp"
#include "commands.hpp"
#include "ctest_run.hpp"

namespace lab::commands {
namespace {

struct part {
    std::string preset;
    std::vector<std::string> targets;  // none = all
    std::string name;                  // -R
};

// The sanitizers look at the runtime and http_min; everything else is tested thrice already.
std::vector<part> parts_of(const check_options& options) {
    if (!options.all) return {{"dev", {}, options.name}};
    const std::string floors = R"(^(contract|core|sync|loop|io|net|http_min|misuse|trace)\.)";
    return {{"dev", {}, options.name},
            {"asan", {"tests_of_floors"}, options.name.empty() ? floors : options.name},
            {"tsan", {"tests_of_floors"}, options.name.empty() ? floors : options.name},
            {"gcc", {}, options.name},
            {"release", {}, options.name}};
}

bool check_part(const context& lab, const part& what) {
    lab.show.line(lab.show.painted(tone::strong, "preset " + what.preset));
    build(lab, {what.preset, what.targets, what.preset});
    const auto result = run_ctest(lab, {what.preset, what.name});
    if (result.nothing_matched)
        throw usage_error("no test in " + what.preset + " matches '" + what.name + "' (as ctest -R)");
    for (const auto& line : result.summary) lab.show.line(line);
    return result.passed;
}

}  // namespace

exit_code check(const context& lab, const check_options& options) {
    bool green = true;
    std::vector<std::string> table;
    for (const auto& each : parts_of(options)) {
        bool passed = false;
        try {
            passed = check_part(lab, each);
        } catch (const failure& problem) {
            if (!options.all || problem.code != exit_code::learner) throw;
            lab.show.line(problem.what());
        }
        green = green && passed;
        table.push_back(padded(each.preset, 10) + (passed ? "passed" : "FAILED"));
    }
    if (options.all) {
        lab.show.line();
        for (const auto& line : table) lab.show.line(line);
    }
    return green ? exit_code::pass : exit_code::learner;
}

}  // namespace lab::commands
