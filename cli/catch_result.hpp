// catch_result.hpp -- run a Catch2 program and read what it reported. Each test case is an idea, its name is
// the sentence.
//
// The report goes to a file of its own, so a program that prints, crashes or is killed cannot spoil it: what
// is missing at its end is the test case during which the program went down.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "process.hpp"

namespace lab {

struct failed_check {
    std::string file;
    std::string line;
    std::string macro;               // CHECK, REQUIRE_THROWS …; "" for an exception or FAIL
    std::string written;             // sync_wait(answer()) == 42
    std::string expanded;            // 0 == 42
    std::string message;             // of an exception, FAIL, or a signal
    std::vector<std::string> notes;  // INFO

    std::string got() const;       // of "0 == 42": 0
    std::string expected() const;  // of "0 == 42": 42; "" if the check is no equality, or threw
};

enum class case_state { passed, failed, unfinished };

struct case_result {
    std::string name;
    case_state state = case_state::unfinished;
    std::vector<failed_check> failures;
};

struct catch_result {
    std::vector<case_result> cases;
    outcome program;

    bool passed() const;
    std::size_t count(case_state state) const;
    const case_result* first_bad() const;  // failed or unfinished
};

std::vector<case_result> parse_catch_report(std::string_view xml);

// `report` is where the program writes; it is removed before and kept after.
catch_result run_catch(const std::filesystem::path& program, const std::filesystem::path& report,
                       const limits& bounds, const std::filesystem::path& directory = {});

}  // namespace lab
