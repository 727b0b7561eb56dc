#include "judge.hpp"

#include "support/catch.hpp"

using namespace lab;

namespace {

exercise example() {
    exercise what;
    what.id = "05_1_task";
    what.starter_fails = "TODO\\(05_1";
    wrong_variant early, deep, stuck;
    early.name = "early";
    early.killed_by = "the body does not run early";
    deep.name = "deep";
    deep.killed_by = "a deep chain";
    deep.how = fate::crashes;
    stuck.name = "stuck";
    stuck.killed_by = "a deep chain";
    stuck.how = fate::hangs;
    what.wrong = {early, deep, stuck};
    return what;
}

case_result named(const std::string& name, case_state state, const std::string& message = "") {
    case_result each{name, state, {}};
    if (!message.empty()) {
        each.failures.emplace_back();
        each.failures.back().message = message;
    }
    return each;
}

catch_result ended(ending how, int code, std::vector<case_result> cases) {
    catch_result result;
    result.program.how = how;
    result.program.code = code;
    result.cases = std::move(cases);
    return result;
}

const auto all_green = ended(
    ending::exited, 0,
    {named("the body does not run early", case_state::passed), named("a deep chain", case_state::passed)});

}  // namespace

TEST_CASE("a starter must fail, for its stated reason") {
    const auto what = example();
    CHECK(
        judge(what, "starter", ended(ending::exited, 1, {named("x", case_state::failed, "TODO(05_1_task)")}))
            .right);
    CHECK(!judge(what, "starter", ended(ending::exited, 1, {named("x", case_state::failed, "wrong value")}))
               .right);
    CHECK(!judge(what, "starter", all_green).right);
}

TEST_CASE("a starter that crashes or hangs is not the right failure") {
    const auto what = example();
    const std::vector<case_result> cases{named("x", case_state::failed, "TODO(05_1_task)"),
                                         named("y", case_state::unfinished)};
    CHECK(!judge(what, "starter", ended(ending::signalled, 11, cases)).right);
    CHECK(!judge(what, "starter", ended(ending::timed_out, 0, cases)).right);
}

TEST_CASE("a solution passes everything") {
    CHECK(judge(example(), "solution", all_green).right);
    CHECK(!judge(example(), "solution", ended(ending::exited, 1, {named("a deep chain", case_state::failed)}))
               .right);
    CHECK(!judge(example(), "solution", ended(ending::exited, 0, {})).right);  // no test at all
}

TEST_CASE("a wrong variant is rejected by the test meant for it and by no other") {
    const auto what = example();
    const auto early = named("the body does not run early", case_state::failed);
    const auto other = named("a deep chain", case_state::failed);
    CHECK(judge(what, "wrong/early", ended(ending::exited, 1, {early})).right);
    CHECK(!judge(what, "wrong/early", ended(ending::exited, 1, {other})).right);
    CHECK(!judge(what, "wrong/early", ended(ending::exited, 2, {early, other})).right);
    CHECK(judge(what, "wrong/early", all_green).verdict == "survives: no test rejects it");
}

TEST_CASE("a wrong variant may crash or hang only where the manifest says so") {
    const auto what = example();
    const auto in_the_chain = named("a deep chain", case_state::unfinished);
    CHECK(judge(what, "wrong/deep", ended(ending::signalled, 11, {in_the_chain})).right);
    CHECK(judge(what, "wrong/stuck", ended(ending::timed_out, 0, {in_the_chain})).right);
    CHECK(!judge(what, "wrong/deep", ended(ending::timed_out, 0, {in_the_chain})).right);
    CHECK(!judge(what, "wrong/early",
                 ended(ending::signalled, 11, {named("the body does not run early", case_state::unfinished)}))
               .right);
}

TEST_CASE("a variant that the manifest does not know is never right") {
    CHECK(!judge(example(), "wrong/unheard_of", all_green).right);
}
