// lab dev check -- every exercise under both compilers: does the starter fail for its reason, does the
// solution pass, does each wrong variant die by the test meant for it? Printed as the kill matrix.
#include <fstream>
#include <map>
#include <sstream>

#include "build.hpp"
#include "commands.hpp"
#include "ctest_run.hpp"
#include "xml.hpp"

namespace lab::commands {
namespace {

using verdicts = std::map<std::string, std::string>;  // "05_1_task wrong/spins" -> "right: rejected by …"

// `lab dev judge` says "[right] 05_1_task wrong/spins: rejected by …"; ctest's report keeps what it printed.
verdicts read_verdicts(const std::filesystem::path& junit) {
    std::ifstream in(junit);
    std::ostringstream text;
    text << in.rdbuf();
    verdicts found;
    std::istringstream lines(text.str());
    for (std::string line; std::getline(lines, line);) {
        for (const std::string word : {"right", "wrong"}) {
            const auto at = line.find("[" + word + "] ");
            const auto colon = line.find(": ", at);
            if (at == line.npos || colon == line.npos) continue;
            const auto start = at + word.size() + 3;
            found[line.substr(start, colon - start)] = word + ": " + unescaped(line.substr(colon + 2));
        }
    }
    return found;
}

std::vector<std::string> variants_of(const exercise& what) {
    std::vector<std::string> variants{"starter", "solution"};
    for (const auto& each : what.wrong) variants.push_back("wrong/" + each.name);
    return variants;
}

std::string word_of(const verdicts& all, const std::string& key) {
    const auto found = all.find(key);
    return found == all.end() ? "missing" : found->second.substr(0, 5);
}

// Folders in wrong/ that the manifest does not know, and entries without a folder.
bool folders_agree(const context& lab, const exercise& what) {
    bool agree = true;
    const auto folder = lab.where.root / "exercises" / what.id;
    for (const auto& variant : variants_of(what)) {
        if (std::filesystem::exists(folder / variant / what.header)) continue;
        lab.show.status(tone::bad, "fail", what.id + ": " + variant + "/" + what.header + " is missing");
        agree = false;
    }
    for (const char* file : {"README.md", "hints.md", "test.cpp"}) {
        if (std::filesystem::exists(folder / file)) continue;
        lab.show.status(tone::bad, "fail", what.id + ": " + file + " is missing");
        agree = false;
    }
    return agree;
}

}  // namespace

exit_code dev_check(const context& lab) {
    const std::vector<std::string> presets{"dev", "gcc"};
    const auto kit = lab.read();
    std::map<std::string, verdicts> by_preset;
    bool green = true;
    for (const auto& preset : presets) {
        build(lab, {preset, {"exercises", "lab"}, "exercises (" + preset + ")"});
        const auto junit = lab.where.state() / ("exercises-" + preset + ".xml");
        green = run_ctest(lab, {preset, "^exercise\\.", junit}).passed && green;
        by_preset[preset] = read_verdicts(junit);
    }
    lab.show.line(padded("exercise", 24) + padded("variant", 32) + padded("dev", 9) + "gcc");
    for (const auto& what : kit.exercises) {
        green = folders_agree(lab, what) && green;
        for (const auto& variant : variants_of(what)) {
            const auto key = what.id + " " + variant;
            const auto dev = word_of(by_preset["dev"], key), gcc = word_of(by_preset["gcc"], key);
            lab.show.line(padded(variant == "starter" ? shortened(what.id, 23) : "", 24) +
                          padded(shortened(variant, 31), 32) + padded(dev, 9) + gcc);
            if (const auto found = by_preset["dev"].find(key); found != by_preset["dev"].end())
                lab.show.paragraph("                          ", found->second.substr(7));
            green = green && dev == "right" && gcc == "right";
        }
    }
    return green ? exit_code::pass : exit_code::learner;
}

}  // namespace lab::commands
