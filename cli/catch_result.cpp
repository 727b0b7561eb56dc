#include "catch_result.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "failure.hpp"
#include "xml.hpp"

namespace lab {
namespace {

failed_check check_at(const xml_scanner& tag) {
    failed_check check;
    check.file = tag.attribute("filename");
    check.line = tag.attribute("line");
    check.macro = tag.attribute("type");
    return check;
}

// "0 == 42" -> {"0", "42"}. An " == " inside a quoted string makes it ambiguous: then neither side is named.
std::pair<std::string, std::string> sides(const std::string& expanded) {
    const auto at = expanded.find(" == ");
    if (at == std::string::npos || expanded.find(" == ", at + 1) != std::string::npos) return {};
    auto trim = [](std::string text) {
        text.erase(0, text.find_first_not_of(" \n"));
        text.erase(text.find_last_not_of(" \n") + 1);
        return text;
    };
    return {trim(expanded.substr(0, at)), trim(expanded.substr(at + 4))};
}

}  // namespace

// An expression that threw is expanded to itself: there is no value to name.
std::string failed_check::got() const { return expanded == written ? "" : sides(expanded).first; }
std::string failed_check::expected() const { return expanded == written ? "" : sides(expanded).second; }

std::vector<case_result> parse_catch_report(std::string_view xml) {
    std::vector<case_result> cases;
    std::vector<std::string> notes;
    bool in_failure = false;  // inside an <Expression success="false">
    for (xml_scanner tag(xml); tag.next();) {
        if (tag.opens("TestCase")) {
            cases.push_back({tag.attribute("name"), case_state::unfinished, {}});
            notes.clear();
            continue;
        }
        if (cases.empty()) continue;
        auto& now = cases.back();
        if (tag.opens("Info") || tag.opens("Warning")) notes.push_back(tag.text());
        if (tag.opens("Expression")) in_failure = tag.attribute("success") == "false";
        if (tag.opens("Expression") && in_failure) now.failures.push_back(check_at(tag));
        if (in_failure && tag.opens("Original")) now.failures.back().written = tag.text();
        if (in_failure && tag.opens("Expanded")) now.failures.back().expanded = tag.text();
        if (tag.opens("Exception") || tag.opens("Failure") || tag.opens("FatalErrorCondition")) {
            if (!in_failure) now.failures.push_back(check_at(tag));
            now.failures.back().message = tag.text();
        }
        if (tag.closes("Expression")) in_failure = false;
        if (!now.failures.empty() && !notes.empty()) now.failures.back().notes = std::exchange(notes, {});
        if (tag.opens("OverallResult"))
            now.state = tag.attribute("success") == "true" ? case_state::passed : case_state::failed;
    }
    return cases;
}

bool catch_result::passed() const { return program.ok() && !cases.empty() && !first_bad(); }

std::size_t catch_result::count(case_state state) const {
    return static_cast<std::size_t>(
        std::count_if(cases.begin(), cases.end(), [&](auto& each) { return each.state == state; }));
}

const case_result* catch_result::first_bad() const {
    const auto bad =
        std::find_if(cases.begin(), cases.end(), [](auto& each) { return each.state != case_state::passed; });
    return bad == cases.end() ? nullptr : &*bad;
}

catch_result run_catch(const std::filesystem::path& program, const std::filesystem::path& report,
                       const limits& bounds, const std::filesystem::path& directory) {
    std::filesystem::create_directories(report.parent_path());
    std::filesystem::remove(report);
    catch_result result;
    result.program = run({{program, "--reporter", "open_xml", "--out", report}, directory}, bounds);
    if (result.program.how == ending::exited && result.program.code == 127)
        throw environment_error(result.program.output);
    std::ifstream in(report, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    result.cases = parse_catch_report(text.view());
    // A signal is reported by Catch2 before it kills the program; the case it hit is the last one, and it is
    // not a failed check.
    if (result.program.how != ending::exited && !result.cases.empty() &&
        result.cases.back().state != case_state::passed)
        result.cases.back().state = case_state::unfinished;
    return result;
}

}  // namespace lab
