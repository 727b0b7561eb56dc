// lab serve [--impl mine|ref] [NAME] [the server's options] -- build examples/NAME, then become it: its pid,
// signals, exit code and log are the server's own. What lab has to say goes to stderr, before.
//
// With --reload lab stays, builds on every save, and keeps the socket: see reload/reloader.hpp. What is built
// often is the dev build: it compiles faster, and its contracts are on.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "build.hpp"
#include "commands.hpp"
#include "nearest.hpp"
#include "progress.hpp"
#include "reload/reloader.hpp"

namespace lab::commands {
namespace {

std::string known_example(const context& lab, const std::string& name) {
    std::vector<std::string> names;
    const auto folder = lab.where.root / "http_min/examples";
    if (std::filesystem::exists(folder))
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.is_directory() || entry.path().extension() == ".cpp")
                names.push_back(entry.path().stem().string());
    for (const auto& each : names)
        if (each == name) return name;
    throw usage_error("there is no example '" + name + "'." + did_you_mean(name, names));
}

void say_planks(const context& lab) {
    for (const auto& line : planks(lab, lab.read()).lines) std::fprintf(stderr, "%s\n", line.c_str());
}

[[noreturn]] void become(const std::string& program, std::vector<std::string>& words) {
    std::vector<char*> arguments{const_cast<char*>(program.c_str())};
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::fflush(nullptr);
    ::execv(program.c_str(), arguments.data());
    throw environment_error("cannot run " + program + ": " + std::strerror(errno));
}

}  // namespace

exit_code serve(const context& lab, const serve_options& options) {
    auto words = options.words;
    const bool reload = std::erase(words, "--reload") > 0 || options.reload;
    std::string name = "hello";
    if (!words.empty() && !words[0].starts_with('-')) {
        name = words[0];
        words.erase(words.begin());
    }
    const auto target = "example_" + known_example(lab, name);
    const auto preset = preset_for(reload ? "dev" : "release", options.impl);
    const bool mine = options.impl == implementation::mine;
    const build_request example{
        preset, {target}, "example " + name, mine ? lab.where.work : lab.where.root / "http_min/examples"};
    const auto program = lab.where.program(preset, target);
    const bool only_help = std::find(words.begin(), words.end(), "--help") != words.end();
    if (reload && !only_help) {
        if (mine) say_planks(lab);
        return reload::serve_and_reload(lab, {example, program, words});
    }
    build(lab, example);
    if (mine) say_planks(lab);
    become(program.string(), words);
}

}  // namespace lab::commands
