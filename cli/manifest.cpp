#include "manifest.hpp"

#include <algorithm>
#include <map>

#include "failure.hpp"
#include "nearest.hpp"
#include "toml.hpp"

namespace lab {
namespace {

template <class Enum>
Enum one_of(const toml_table& table, std::string_view key, const std::string& fallback,
            const std::map<std::string, Enum>& choices) {
    const auto word = table.text(key, fallback);
    if (const auto found = choices.find(word); found != choices.end()) return found->second;
    std::string names;
    for (const auto& choice : choices) names += (names.empty() ? "" : ", ") + choice.first;
    throw toml_error(table.where + ": " + std::string(key) + " = \"" + word + "\" is none of " + names);
}

// [05_1_task] opens an exercise; [05_1_task.wrong.NAME] belongs to the exercise opened last.
template <class Thing>
Thing& owner_of(const toml_table& table, std::vector<Thing>& things, const char* kind) {
    if (table.path.size() != 3 || table.path[1] != kind || things.empty() ||
        things.back().id != table.path[0])
        throw toml_error(table.where + ": expected [ID] or, below it, [ID." + kind + ".NAME]");
    return things.back();
}

wrong_variant to_wrong(const toml_table& table, const exercise& owner) {
    static const std::map<std::string, fate> fates{
        {"fails", fate::fails}, {"crashes", fate::crashes}, {"hangs", fate::hangs}};
    wrong_variant variant;
    variant.name = table.path[2];
    variant.killed_by = table.text("killed_by");
    variant.also = table.list("also");
    variant.misconception = table.text("misconception");
    variant.how = one_of(table, "how", "fails", fates);
    const auto limit = variant.how == fate::hangs ? 2'000 : owner.time_limit.count();
    variant.time_limit = std::chrono::milliseconds(table.number("timeout_ms", limit));
    return variant;
}

exercise to_exercise(const toml_table& table) {
    exercise result;
    result.id = table.path[0];
    if (result.id.size() < 6 || result.id[2] != '_' || result.id[4] != '_')
        throw toml_error(table.where + ": an exercise is called NN_k_name");
    result.number = result.id.substr(0, 2) + "." + result.id[3];
    result.title = table.text("title");
    result.header = table.text("header");
    result.plank = table.flag("plank", false);
    result.time_limit = std::chrono::milliseconds(table.number("timeout_ms", 10'000));
    result.points = table.number("points", 10);
    result.starter_fails = table.text("starter_fails");
    return result;
}

hypothesis to_hypothesis(const toml_table& table) {
    static const std::map<std::string, direction> directions{
        {"lower", direction::lower}, {"higher", direction::higher}, {"same", direction::same}};
    hypothesis result;
    result.name = table.path[2];
    result.question = table.text("question");
    result.baseline = table.text("baseline");
    result.contender = table.text("contender");
    result.metric = table.text("metric", "cpu_time");
    result.expected = one_of(table, "expected", "lower", directions);
    result.smallest_effect = table.real("smallest_effect", 0.05);
    return result;
}

lesson to_lesson(const toml_table& table) {
    lesson result;
    result.id = table.path[0];
    if (result.id.size() < 4 || result.id[2] != '_')
        throw toml_error(table.where + ": a lesson is called NN_name");
    result.number = result.id.substr(0, 2);
    result.title = table.text("title");
    result.idea = table.text("idea");
    result.try_next = table.text("try_next");
    result.effect = table.text("effect", "");
    return result;
}

// "5" -> "05", "5.1" -> "05.1": a leading zero is not worth an error.
std::string with_zero(std::string_view word) {
    const auto digits = word.find_first_not_of("0123456789");
    return (digits == 1 || (digits == word.npos && word.size() == 1) ? "0" : "") + std::string(word);
}

template <class Thing>
const Thing& named(const std::vector<Thing>& things, std::string_view word, const char* kind) {
    const auto wanted = with_zero(word);
    std::vector<std::string> names;
    for (const auto& thing : things) {
        if (thing.number == wanted || thing.id == wanted) return thing;
        names.push_back(thing.number + " (" + thing.id.substr(thing.number.size() + 1) + ")");
    }
    throw usage_error("there is no " + std::string(kind) + " '" + std::string(word) + "'." +
                      did_you_mean(wanted, names));
}

}  // namespace

std::vector<exercise> read_exercises(const std::filesystem::path& file) {
    std::vector<exercise> exercises;
    for (const auto& table : read_toml(file)) {
        if (table.path.size() == 1) {
            exercises.push_back(to_exercise(table));
        } else {
            auto& owner = owner_of(table, exercises, "wrong");
            owner.wrong.push_back(to_wrong(table, owner));
        }
        table.nothing_else();
    }
    std::sort(exercises.begin(), exercises.end(), [](auto& a, auto& b) { return a.id < b.id; });
    return exercises;
}

std::vector<lesson> read_lessons(const std::filesystem::path& file) {
    std::vector<lesson> lessons;
    for (const auto& table : read_toml(file)) {
        if (table.path.size() == 1)
            lessons.push_back(to_lesson(table));
        else
            owner_of(table, lessons, "bench").benches.push_back(to_hypothesis(table));
        table.nothing_else();
    }
    std::sort(lessons.begin(), lessons.end(), [](auto& a, auto& b) { return a.id < b.id; });
    return lessons;
}

manifest read_manifest(const std::filesystem::path& kit_root) {
    return {read_lessons(kit_root / "lessons/lab.toml"), read_exercises(kit_root / "exercises/lab.toml")};
}

const lesson& manifest::lesson_named(std::string_view word) const { return named(lessons, word, "lesson"); }
const exercise& manifest::exercise_named(std::string_view word) const {
    return named(exercises, word, "exercise");
}

std::vector<const exercise*> manifest::exercises_of(std::string_view lesson_number) const {
    std::vector<const exercise*> found;
    for (const auto& each : exercises)
        if (each.lesson() == lesson_number) found.push_back(&each);
    return found;
}

}  // namespace lab
