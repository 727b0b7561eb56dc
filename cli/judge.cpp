#include "judge.hpp"

#include <algorithm>
#include <regex>

namespace lab {
namespace {

std::string quoted(const std::string& name) { return '"' + name + '"'; }

// How it ended, and where: "killed by SIGSEGV in "a chain …"".
std::string went_down(const catch_result& result) {
    const auto* bad = result.first_bad();
    return result.program.in_words() + (bad ? " in " + quoted(bad->name) : "");
}

bool mentions(const case_result& failed, const std::string& reason) {
    if (failed.name == reason) return true;
    const std::regex pattern(reason);
    if (std::regex_search(failed.name, pattern)) return true;
    for (const auto& check : failed.failures) {
        if (std::regex_search(check.message, pattern) || std::regex_search(check.written, pattern))
            return true;
        for (const auto& note : check.notes)
            if (std::regex_search(note, pattern)) return true;
    }
    return false;
}

judgement judge_starter(const exercise& what, const catch_result& result) {
    if (result.program.how != ending::exited)
        return {false, "the starter must fail, not go down: " + went_down(result)};
    if (result.passed()) return {false, "the starter passes: there is nothing to learn"};
    for (const auto& each : result.cases)
        if (each.state == case_state::failed && mentions(each, what.starter_fails))
            return {true, "fails as it should: " + each.name};
    return {false, "the starter fails, but not for its reason: " + quoted(what.starter_fails)};
}

judgement judge_solution(const catch_result& result) {
    if (result.passed()) return {true, "passes all " + std::to_string(result.cases.size()) + " checks"};
    const auto* bad = result.first_bad();
    return {false, "the solution does not pass: " + (bad ? quoted(bad->name) : result.program.in_words())};
}

bool ended_as(fate how, const outcome& program) {
    switch (how) {
        case fate::fails:
            return program.how == ending::exited;
        case fate::crashes:
            return program.how == ending::signalled;
        case fate::hangs:
            return program.how == ending::timed_out;
    }
    return false;
}

judgement judge_wrong(const wrong_variant& variant, const catch_result& result) {
    if (result.passed()) return {false, "survives: no test rejects it"};
    if (!ended_as(variant.how, result.program))
        return {false, "it ends in another way than stated: " + went_down(result)};
    bool killed = false;
    for (const auto& each : result.cases) {
        if (each.state == case_state::passed) continue;
        const bool allowed =
            std::find(variant.also.begin(), variant.also.end(), each.name) != variant.also.end();
        if (each.name == variant.killed_by)
            killed = true;
        else if (!allowed)
            return {false, "rejected by another test: " + quoted(each.name)};
    }
    if (!killed) return {false, "not rejected by the test meant for it: " + quoted(variant.killed_by)};
    return {true, "rejected by " + quoted(variant.killed_by)};
}

}  // namespace

judgement judge(const exercise& what, std::string_view variant, const catch_result& result) {
    if (result.cases.empty()) return {false, "no test case ran: " + result.program.in_words()};
    if (variant == "starter") return judge_starter(what, result);
    if (variant == "solution") return judge_solution(result);
    for (const auto& each : what.wrong)
        if (variant == "wrong/" + each.name) return judge_wrong(each, result);
    return {false, std::string(variant) + " has no entry in exercises/lab.toml"};
}

}  // namespace lab
