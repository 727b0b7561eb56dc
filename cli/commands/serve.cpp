// lab serve [--impl mine|ref] [NAME] [the server's options] -- build examples/NAME, then become it: its pid,
// signals, exit code and log are the server's own. What lab has to say goes to stderr, before.
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "build.hpp"
#include "commands.hpp"
#include "nearest.hpp"
#include "progress.hpp"

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

}  // namespace

exit_code serve(const context& lab, const serve_options& options) {
    auto words = options.words;
    std::string name = "hello";
    if (!words.empty() && !words[0].starts_with('-')) {
        name = words[0];
        words.erase(words.begin());
    }
    const auto target = "example_" + known_example(lab, name);
    const auto preset = preset_for("release", options.impl);
    const bool mine = options.impl == implementation::mine;
    build(
        lab,
        {preset, {target}, "example " + name, mine ? lab.where.work : lab.where.root / "http_min/examples"});
    if (mine)
        for (const auto& line : planks(lab, lab.read()).lines) std::fprintf(stderr, "%s\n", line.c_str());

    const auto program = lab.where.program(preset, target).string();
    std::vector<char*> arguments{const_cast<char*>(program.c_str())};
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::fflush(nullptr);
    ::execv(program.c_str(), arguments.data());
    throw environment_error("cannot run " + program + ": " + std::strerror(errno));
}

}  // namespace lab::commands
