// main.cpp -- words to commands. The only file that includes CLI11 (it takes seconds to compile).
//
// Exit codes: 0 pass, 1 the learner's code failed, 2 usage, 3 environment, 4 time limit (failure.hpp).
#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>

#include "commands/commands.hpp"
#include "nearest.hpp"

namespace {

using lab::exit_code;
using lab::implementation;
namespace commands = lab::commands;

// What the command line said. Each command is a closure over it, to be called when everything is parsed.
struct words {
    bool plain = false, no_color = false, reload = false;
    long timeout_ms = 0;
    std::string name, variant, binary;
    std::vector<std::string> rest;
    implementation impl = implementation::reference;
    commands::bench_options bench;
    commands::check_options check;
    std::function<exit_code(const lab::context&)> chosen = [](auto& lab) { return commands::where(lab); };
};

template <class Command>
CLI::App* add(CLI::App& app, words& given, const std::string& name, const std::string& what,
              Command command) {
    auto* added = app.add_subcommand(name, what);
    added->callback([&given, command] { given.chosen = command; });
    return added;
}

void add_impl(CLI::App* command, words& given) {
    const auto choose = [&given](const std::string& word) {
        given.impl = word == "mine" ? implementation::mine : implementation::reference;
    };
    command
        ->add_option_function<std::string>("--impl", choose,
                                           "ref: the kit's own runtime; mine: with your planks from work/")
        ->check(CLI::IsMember({"ref", "mine"}))
        ->type_name("ref|mine");
}

// From the first word that is not lab's, all belongs to the program that is started.
void rest_is_its_own(CLI::App* command, words& given) {
    command->prefix_command()->fallthrough(false);
    command->parse_complete_callback([&given, command] { given.rest = command->remaining(); });
}

void add_learning(CLI::App& app, words& given) {
    add(app, given, "list", "lessons and exercises, and how you did",
        [](auto& lab) { return commands::list(lab); });

    auto* run = add(app, given, "run", "a lesson's demo: lab run NN [its own arguments]", [&](auto& lab) {
        return commands::run(lab, {given.name, given.rest, given.impl});
    });
    run->add_option("lesson", given.name, "NN")->required();
    add_impl(run, given);
    rest_is_its_own(run, given);

    auto* test = add(app, given, "test", "check your answer to an exercise: lab test [NN[.k]]",
                     [&](auto& lab) { return commands::test(lab, given.name); });
    test->add_option("exercise", given.name, "NN.k, or NN for all of a lesson; none: the next one");

    auto* bench =
        add(app, given, "bench", "a lesson's question, your prediction, a measured verdict", [&](auto& lab) {
            given.bench.lesson = given.name;
            given.bench.impl = given.impl;
            return commands::bench(lab, given.bench);
        });
    bench->add_option("lesson", given.name, "NN")->required();
    bench->add_flag("--quick", given.bench.quick, "fewer and shorter repetitions");
    bench->add_option("--predict", given.bench.prediction, "faster, slower or same")
        ->check(CLI::IsMember({"faster", "slower", "same"}));
    add_impl(bench, given);
}

void add_serving(CLI::App& app, words& given) {
    auto* serve =
        add(app, given, "serve",
            "the HTTP server: lab serve [--reload] [--impl mine] [NAME=hello] [its options]", [&](auto& lab) {
                return commands::serve(lab, {given.rest, given.impl, given.reload});
            });
    serve->add_flag("--reload", given.reload, "build it and start it anew whenever a source is saved");
    add_impl(serve, given);
    rest_is_its_own(serve, given);
    add(app, given, "tour", "every demo, the benchmarks' verdicts, the server on real requests",
        [](auto& lab) { return commands::tour(lab); });
}

void add_checking(CLI::App& app, words& given) {
    auto* check = add(app, given, "check", "the kit's own tests: lab check [NAME] [--all]",
                      [&](auto& lab) { return commands::check(lab, given.check); });
    check->add_option("name", given.check.name, "only these (a regex, as ctest -R)");
    check->add_flag("--all", given.check.all, "every preset: dev, asan, tsan, gcc, release");
    add(app, given, "doctor", "what this machine allows, and how to mend it",
        [](auto& lab) { return commands::doctor(lab); });

    auto* dev = app.add_subcommand("dev", "for people who write exercises")->require_subcommand(1);
    add(*dev, given, "check", "the kill matrix: exercise x variant x compiler",
        [](auto& lab) { return commands::dev_check(lab); });
    auto* judge =
        add(*dev, given, "judge", "is this variant what its folder says? (ctest asks)",
            [&](auto& lab) { return commands::dev_judge(lab, given.name, given.variant, given.binary); });
    judge->add_option("exercise", given.name)->required();
    judge->add_option("variant", given.variant, "starter, solution or wrong/NAME")->required();
    judge->add_option("binary", given.binary)->required();
}

// CLI11 says that "tset" was not expected; we say what was meant.
std::string unknown_command(const CLI::App& app, int argc, char** argv) {
    std::vector<std::string> names;
    for (const auto* each : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(each->get_name());
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word.starts_with('-')) continue;
        if (std::find(names.begin(), names.end(), word) != names.end()) return "";
        return "there is no command '" + word + "'." + lab::did_you_mean(word, names);
    }
    return "";
}

exit_code run(int argc, char** argv) {
    CLI::App app("ringlab: learn how async works by building it", "lab");
    words given;
    app.add_flag("--plain", given.plain, "no colour, no glyphs, no line that changes");
    app.add_flag("--no-color", given.no_color, "no colour (NO_COLOR does the same)");
    app.add_option("--timeout", given.timeout_ms, "a program's time limit in ms, instead of its own")
        ->check(CLI::PositiveNumber);
    app.fallthrough();  // the options above may come after the command too
    add_learning(app, given);
    add_serving(app, given);
    add_checking(app, given);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return app.exit(error), exit_code::pass;  // --help
        const auto better = unknown_command(app, argc, argv);
        throw lab::usage_error((better.empty() ? std::string(error.what()) + "." : better) +
                               " See lab --help.");
    }
    lab::context lab{lab::kit::find(), lab::screen(given.plain, given.no_color), {}};
    if (given.timeout_ms > 0) lab.timeout = std::chrono::milliseconds(given.timeout_ms);
    return given.chosen(lab);
}

}  // namespace

int main(int argc, char** argv) try {
    return static_cast<int>(run(argc, argv));
} catch (const lab::failure& problem) {
    std::fprintf(stderr, "lab: %s\n", problem.what());
    return static_cast<int>(problem.code);
} catch (const std::exception& problem) {  // a manifest that is wrong, a file system that refuses
    std::fprintf(stderr, "lab: %s\n", problem.what());
    return static_cast<int>(exit_code::environment);
}
