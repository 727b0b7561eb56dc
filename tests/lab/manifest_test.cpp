#include "manifest.hpp"

#include "failure.hpp"
#include "support/catch.hpp"
#include "toml.hpp"

using namespace lab;

namespace {

std::string error_of(std::string_view text) {
    try {
        for (const auto& table : parse_toml(text, "lab.toml")) table.nothing_else();
    } catch (const toml_error& error) {
        return error.what();
    }
    return "";
}

manifest small_kit() {
    manifest kit;
    kit.lessons = {{"05_task", "05", "", "", "", "", {}}, {"09_ring_await", "09", "", "", "", "", {}}};
    for (const char* id : {"05_1_task", "05_2_sync_wait", "09_1_submission"}) {
        exercise each;
        each.id = id;
        each.number = each.id.substr(0, 2) + "." + each.id[3];
        kit.exercises.push_back(each);
    }
    return kit;
}

std::string usage_of(std::string_view word) {
    const auto kit = small_kit();
    try {
        kit.exercise_named(word);
    } catch (const usage_error& error) {
        return error.what();
    }
    return "found";
}

}  // namespace

TEST_CASE("tables, strings, numbers and arrays are read in the order of the file") {
    const auto tables = parse_toml(R"(
# a comment
[05_1_task]            # another
title = "say \"hi\" # not a comment"
regex = 'TODO\(05'
names = ["a, b",
         "c # d",]     # over two lines
timeout_ms = 1500
share = 0.25
plank = true
[05_1_task.wrong.spins]
)",
                                   "lab.toml");
    REQUIRE(tables.size() == 2);
    const auto& task = tables[0];
    CHECK(task.text("title") == "say \"hi\" # not a comment");
    CHECK(task.text("regex") == "TODO\\(05");
    CHECK(task.list("names") == std::vector<std::string>{"a, b", "c # d"});
    CHECK(task.number("timeout_ms", 0) == 1500);
    CHECK(task.real("share", 0) == 0.25);
    CHECK(task.flag("plank", false));
    CHECK(task.number("absent", 7) == 7);
    CHECK(tables[1].path == std::vector<std::string>{"05_1_task", "wrong", "spins"});
}

TEST_CASE("a mistake in a manifest is named with its line") {
    CHECK(error_of("[a]\nkey 1\n") == "lab.toml:2: expected '='");
    CHECK(error_of("[a]\nkey = \"x\n") == "lab.toml:2: the string has no closing \"");
    CHECK(error_of("[a]\nx = 1\nx = 2\n") == "lab.toml:3: 'x' was set before");
    CHECK(error_of("[a]\n\n[a]\n") == "lab.toml:3: this table was opened before");
    CHECK(error_of("x = 1\n") == "lab.toml:1: a key before the first [table]");
    CHECK(error_of("[a]\nx = 1 2\n") == "lab.toml:2: something is left on the line");
    CHECK(error_of("[a]\nx = [\"b\"\n") == "lab.toml:3: expected ',' or ']' in the array");
}

TEST_CASE("a key that nobody knows is a typing mistake") {
    CHECK(error_of("[a]\ntimeout_sm = 1\n") == "lab.toml:2: nobody knows a key 'timeout_sm' here");
}

TEST_CASE("an exercise is found by its number, with or without the zero, and by its folder") {
    const auto kit = small_kit();
    CHECK(kit.exercise_named("05.1").id == "05_1_task");
    CHECK(kit.exercise_named("5.1").id == "05_1_task");
    CHECK(kit.exercise_named("05_2_sync_wait").id == "05_2_sync_wait");
    CHECK(kit.lesson_named("9").id == "09_ring_await");
    CHECK(kit.exercises_of("05").size() == 2);
}

TEST_CASE("an unknown exercise is answered with the near ones") {
    CHECK(usage_of("05.3") == "there is no exercise '05.3'. Did you mean 05.1 (task) or 05.2 (sync_wait)?");
    CHECK(usage_of("sync_wiat") == "there is no exercise 'sync_wiat'. Did you mean 05.2 (sync_wait)?");
    CHECK(usage_of("77") ==
          "there is no exercise '77'. There is 05.1 (task), 05.2 (sync_wait) and 09.1 (submission).");
}

TEST_CASE("the kit's own manifests can be read") {
    const auto kit = read_manifest(LAB_SOURCE_DIR);
    CHECK(!kit.lessons.empty());
    CHECK(!kit.exercises.empty());
}
