// main.cpp -- words to commands. The only file that includes CLI11 (it takes seconds to compile).
//
// Exit codes: 0 pass, 1 the learner's code failed, 2 usage, 3 environment, 4 time limit (failure.hpp).
#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>

#include "commands/commands.hpp"
#include "toml.hpp"

namespace {

using lab::exit_code;
using command = std::function<exit_code(const lab::context&)>;

struct words {
    bool plain = false, no_color = false;
    long timeout_ms = 0;
    std::string name, variant, binary;
    command chosen;
};

void add_dev(CLI::App& app, words& given) {
    auto* dev = app.add_subcommand("dev", "for people who write exercises")->require_subcommand(1);
    auto* judge =
        dev->add_subcommand("judge", "is this variant of an exercise what its folder says? (ctest asks)");
    judge->add_option("exercise", given.name)->required();
    judge->add_option("variant", given.variant, "starter, solution or wrong/NAME")->required();
    judge->add_option("binary", given.binary)->required();
    judge->callback([&] {
        given.chosen = [&](auto& lab) {
            return lab::commands::dev_judge(lab, given.name, given.variant, given.binary);
        };
    });
}

exit_code run(int argc, char** argv) {
    CLI::App app("ringlab: learn how async works by building it", "lab");
    words given;
    app.add_flag("--plain", given.plain, "no colour, no glyphs, no line that changes");
    app.add_flag("--no-color", given.no_color, "no colour (NO_COLOR does the same)");
    app.add_option("--timeout", given.timeout_ms, "time limit for a program, in ms, instead of its own");
    app.fallthrough();
    add_dev(app, given);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? exit_code::pass : exit_code::usage;
    }
    lab::context lab{lab::kit::find(), lab::screen(given.plain, given.no_color), {}};
    if (given.timeout_ms > 0) lab.timeout = std::chrono::milliseconds(given.timeout_ms);
    return given.chosen ? given.chosen(lab) : exit_code::pass;
}

}  // namespace

int main(int argc, char** argv) try {
    return static_cast<int>(run(argc, argv));
} catch (const lab::failure& problem) {
    std::fprintf(stderr, "lab: %s\n", problem.what());
    return static_cast<int>(problem.code);
} catch (const std::exception& problem) {
    std::fprintf(stderr, "lab: %s\n", problem.what());
    return static_cast<int>(exit_code::environment);
}
