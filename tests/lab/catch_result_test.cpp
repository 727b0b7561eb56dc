#include "catch_result.hpp"

#include "support/catch.hpp"

using namespace lab;

namespace {

const char* const report = R"(<?xml version="1.0" encoding="UTF-8"?>
<Catch name="exercise">
  <Group name="exercise">
    <TestCase name="the body does not run before the task is awaited" filename="test.cpp" line="3">
      <OverallResult success="true"/>
    </TestCase>
    <TestCase name="the value of a &lt;task&gt; arrives" filename="test.cpp" line="9">
      <Section name="inner" filename="test.cpp" line="10">
        <Info>
          after the first await
        </Info>
        <Expression success="false" type="CHECK" filename="test.cpp" line="12">
          <Original>
            sync_wait(answer()) == 42
          </Original>
          <Expanded>
            0 == 42
          </Expanded>
        </Expression>
        <OverallResults successes="0" failures="1" expectedFailures="0"/>
      </Section>
      <Exception filename="test.cpp" line="14">
        TODO(05_1_task)
      </Exception>
      <OverallResult success="false"/>
    </TestCase>
    <TestCase name="a chain" filename="test.cpp" line="20">
)";

}  // namespace

TEST_CASE("each test case is read with its state; one without an end is unfinished") {
    const auto cases = parse_catch_report(report);
    REQUIRE(cases.size() == 3);
    CHECK(cases[0].state == case_state::passed);
    CHECK(cases[1].state == case_state::failed);
    CHECK(cases[1].name == "the value of a <task> arrives");
    CHECK(cases[2].state == case_state::unfinished);
}

TEST_CASE("a failed check is read with its place, what was written and what it was") {
    const auto cases = parse_catch_report(report);
    REQUIRE(cases.at(1).failures.size() == 2);
    const auto& check = cases[1].failures[0];
    CHECK(check.file == "test.cpp");
    CHECK(check.line == "12");
    CHECK(check.written == "sync_wait(answer()) == 42");
    CHECK(check.expected() == "42");
    CHECK(check.got() == "0");
    CHECK(check.notes == std::vector<std::string>{"after the first await"});
    CHECK(cases[1].failures[1].message == "TODO(05_1_task)");
}

TEST_CASE("expected and got are named only where it is clear which is which") {
    failed_check check;
    check.written = "a == b";
    check.expanded = "\"x == y\" == \"z\"";
    CHECK(check.expected().empty());
    check.expanded = "a == b";  // it threw
    CHECK(check.expected().empty());
    check.expanded = "3 < 2";
    CHECK(check.got().empty());
}

TEST_CASE("a report cut anywhere is read as far as it goes") {
    const std::string_view whole(report);
    for (std::size_t length = 0; length <= whole.size(); ++length)
        CHECK(parse_catch_report(whole.substr(0, length)).size() <= 3);
}
