#include "ctest_run.hpp"

#include <regex>
#include <thread>

#include "process.hpp"

namespace lab {
namespace {

// Follows ctest's lines: which belong to a failure, which to the summary.
class ctest_reader {
  public:
    ctest_reader(const context& lab, std::string preset) : lab_(lab), preset_(std::move(preset)) {}

    void operator()(std::string_view line) {
        static const std::regex test(R"(^\s*(\d+)/(\d+) Test\s+#\d+: (\S+) \.*\s*(\**)\s*(.*)$)");
        static const std::regex summary(R"(^\d+% tests passed)");
        const std::string text(line);
        std::smatch found;
        if (text.find("No tests were found") != text.npos) result.nothing_matched = true;
        if (std::regex_search(text, summary)) in_summary_ = true;
        if (in_summary_) {
            result.summary.push_back(text);
        } else if (std::regex_search(text, found, test)) {
            lines_left_ = 0;
            lab_.show.progress(preset_ + ": " + found[1].str() + " of " + found[2].str() + "  " +
                               found[3].str());
            if (found[4].length() > 0) {
                lab_.show.progress_done();
                lab_.show.status(tone::bad, "fail", preset_ + " " + found[3].str() + "  " + found[5].str());
                lines_left_ = 40;
            }
        } else if (lines_left_ > 0 && text.find("    Start ") != 0) {
            --lines_left_;
            lab_.show.line("  | " + text);
        }
    }

    ctest_result result;

  private:
    const context& lab_;
    std::string preset_;
    bool in_summary_ = false;
    int lines_left_ = 0;  // of a failed test's output
};

}  // namespace

ctest_result run_ctest(const context& lab, const ctest_request& request) {
    command ctest{{"ctest", "--test-dir", lab.where.build(request.preset), "-LE", "^long$",
                   "--output-on-failure", "-j",
                   std::to_string(std::max(1u, std::thread::hardware_concurrency()))}};
    if (!request.name.empty()) ctest.words.insert(ctest.words.end(), {"-R", request.name});
    if (!request.junit.empty())
        ctest.words.insert(ctest.words.end(), {"--output-junit", request.junit.string()});
    limits bounds;
    bounds.kept_output = 64u << 20;
    bounds.log = lab.where.state() / ("ctest-" + request.preset + ".log");
    ctest_reader reader(lab, request.preset);
    const auto outcome = run(ctest, bounds, [&](std::string_view line) { reader(line); });
    lab.show.progress_done();
    reader.result.passed = outcome.ok() && !reader.result.nothing_matched;
    return reader.result;
}

}  // namespace lab
