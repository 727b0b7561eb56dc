// manifest.hpp -- what exercises/lab.toml and lessons/lab.toml say about the kit. Both files explain their
// own format.
//
// Errors: toml_error (file and line) for a manifest that is wrong; usage_error, with the near names, for a
// learner's
//         "05.9" that does not exist.
#pragma once
#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

// How a wrong variant goes down. All three count as "rejected" only if it happens in the test meant for it.
enum class fate {
    fails,    // the test case reports a failed check
    crashes,  // a signal while that test case runs, e.g. the stack overflows
    hangs,    // the time limit ends while that test case runs
};

struct wrong_variant {
    std::string name;               // wrong/NAME
    std::string killed_by;          // the test case that must reject it
    std::vector<std::string> also;  // test cases that may fail besides
    std::string misconception;      // one sentence: what its author believed
    fate how = fate::fails;
    std::chrono::milliseconds time_limit{};  // the exercise's own, but two seconds if it is meant to hang
};

struct exercise {
    std::string id;      // 05_1_task, the folder's name
    std::string number;  // 05.1
    std::string title;
    std::string header;  // the file the learner writes, relative to the variant's folder
    bool plank = false;  // it replaces the runtime's header of the same path under --impl mine
    std::chrono::milliseconds time_limit{10'000};
    long points = 10;
    std::string starter_fails;  // test case, or a regex found in a failed test's name or message
    std::vector<wrong_variant> wrong;

    std::string lesson() const { return id.substr(0, 2); }
};

enum class direction { lower, higher, same };

struct hypothesis {
    std::string name;
    std::string question;
    std::string baseline, contender;        // names of benchmarks in bench.cpp
    std::string metric = "cpu_time";        // or real_time, or a counter's name
    direction expected = direction::lower;  // the contender's figure against the baseline's
    double smallest_effect = 0.05;          // 0.05: less than 5 % does not count
};

struct lesson {
    std::string id;      // 05_task, the folder's name
    std::string number;  // 05
    std::string title, idea, try_next;
    std::string effect;  // regex: the lines of the demo that show it (lab tour)
    std::vector<hypothesis> benches;
};

struct manifest {
    std::vector<lesson> lessons;
    std::vector<exercise> exercises;

    const lesson& lesson_named(std::string_view word) const;      // "5", "05" or "05_task"
    const exercise& exercise_named(std::string_view word) const;  // "5.1", "05.1" or "05_1_task"
    std::vector<const exercise*> exercises_of(std::string_view lesson_number) const;
};

manifest read_manifest(const std::filesystem::path& kit_root);

std::vector<exercise> read_exercises(const std::filesystem::path& file);
std::vector<lesson> read_lessons(const std::filesystem::path& file);

}  // namespace lab
