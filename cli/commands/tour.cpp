// lab tour -- the kit's main job in one go: every lesson's demo, its benchmarks' verdicts, then the HTTP
// server on this machine's io_uring, answering real requests.
#include <cstdio>
#include <regex>

#include "build.hpp"
#include "commands.hpp"
#include "http_request.hpp"
#include "measured.hpp"
#include "process.hpp"
#include "verdict.hpp"

namespace lab::commands {
namespace {

using namespace std::chrono_literals;

void heading(const context& lab, const std::string& text) {
    lab.show.line();
    lab.show.line(lab.show.painted(tone::strong, text));
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t start = 0; start < text.size();) {
        const auto end = std::min(text.find('\n', start), text.size());
        auto line = text.substr(start, end - start);
        if (line.ends_with('\r')) line.pop_back();
        lines.push_back(line);
        start = end + 1;
    }
    return lines;
}

// The lines that the manifest calls the effect, else the demo's last ones.
std::vector<std::string> effect_of(const lesson& what, const std::string& output) {
    auto lines = lines_of(output);
    if (!what.effect.empty()) {
        const std::regex wanted(what.effect);
        std::erase_if(lines, [&](const std::string& line) { return !std::regex_search(line, wanted); });
    }
    constexpr std::size_t few = 10;
    std::erase_if(lines, [](const std::string& line) { return line.find_first_not_of(' ') == line.npos; });
    if (lines.size() > few) lines.erase(lines.begin(), lines.end() - few);
    return lines;
}

bool show_demo(const context& lab, const lesson& what) {
    heading(lab, what.number + "  " + what.title);
    lab.show.paragraph("    ", what.idea);
    const auto result =
        lab::run({{lab.where.program("release", "lesson_" + what.id)}, lab.where.root / "lessons" / what.id},
                 learner_limits(lab.timeout.value_or(30s)));
    for (const auto& line : effect_of(what, result.output)) lab.show.line("    | " + line);
    if (!result.ok()) lab.show.status(tone::bad, "fail", "lesson_" + what.id + ": " + result.in_words());
    return result.ok();
}

void show_verdicts(const context& lab, const lesson& what) {
    if (what.benches.empty()) return;
    const auto figures = measure(lab, what, "release", haste::quick);
    for (const auto& each : what.benches) {
        const auto result =
            compare(figures.of(each.baseline, each.metric), figures.of(each.contender, each.metric));
        lab.show.paragraph("    ? ", each.question);
        lab.show.paragraph("      ", verdict_in_words(each, result) + "; " + in_words(judge(each, result)));
    }
}

// What the server's log said by the time it was listening.
struct announcement {
    std::uint16_t port = 0;
    std::string driver = "not named in its log";
};

announcement wait_until_listening(child& server) {
    static const std::regex address(R"(https?://[^\s/]*:(\d+))");
    static const std::regex driver(R"(\b(io_uring|uring|epoll|simulated)\b)");
    announcement said;
    server.wait_for_line(
        [&](std::string_view line) {
            std::match_results<std::string_view::const_iterator> found;
            if (std::regex_search(line.begin(), line.end(), found, driver)) said.driver = found[1];
            if (std::regex_search(line.begin(), line.end(), found, address))
                said.port = static_cast<std::uint16_t>(std::stoi(found[1]));
            return said.port != 0;
        },
        10s);
    return said;
}

void ask(const context& lab, std::uint16_t port, const std::string& target) {
    lab.show.line();
    lab.show.line("    > GET " + target);
    for (const auto& line : lines_of(get_over_tcp(port, target))) lab.show.line("    < " + line);
}

exit_code serve_requests(const context& lab) {
    heading(lab, "The HTTP server (examples/hello), on what you have just seen");
    const command start{
        {lab.where.program("release", "example_hello"), "--port", "0"}, lab.where.root, {{"RT_DRIVER", ""}}};
    child server(start, learner_limits(lab.timeout.value_or(30s)));
    const auto said = wait_until_listening(server);
    if (said.port == 0) {
        server.send_signal(SIGTERM);
        const auto result = server.wait();
        lab.show.status(tone::bad, "fail", "the server did not say that it listens: " + result.in_words());
        for (const auto& line : lines_of(result.output)) lab.show.line("    | " + line);
        return result.how == ending::exited && result.code == 3 ? exit_code::environment : exit_code::learner;
    }
    lab.show.line("    listening on 127.0.0.1:" + std::to_string(said.port) + "  driver: " + said.driver);
    for (const char* target : {"/", "/json", "/items/42?q=x", "/items/abc"}) ask(lab, said.port, target);
    server.send_signal(SIGTERM);
    const auto result = server.wait();
    lab.show.line();
    lab.show.line("    stopped by SIGTERM: " + result.in_words() + "  (driver: " + said.driver + ")");
    return result.ok() ? exit_code::pass : exit_code::learner;
}

}  // namespace

exit_code tour(const context& lab) {
    const auto kit = lab.read();
    std::vector<std::string> targets{"example_hello"};
    for (const auto& lesson : kit.lessons) {
        targets.push_back("lesson_" + lesson.id);
        targets.push_back("bench_" + lesson.id);
    }
    build(lab, {"release", targets, "lessons, benchmarks and the server", lab.where.root / "lessons"});

    bool fine = true;
    for (const auto& lesson : kit.lessons) {
        fine = show_demo(lab, lesson) && fine;
        show_verdicts(lab, lesson);
    }
    const auto served = serve_requests(lab);
    fine = fine && served == exit_code::pass;
    lab.show.line();
    lab.show.line(fine ? "next: lab run 01, and predict before you look"
                       : "something above failed: lab doctor");
    return served != exit_code::pass ? served : fine ? exit_code::pass : exit_code::learner;
}

}  // namespace lab::commands
