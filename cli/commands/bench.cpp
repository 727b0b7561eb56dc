// lab bench NN -- a question, your prediction, interleaved repetitions, and a verdict that may be
// "undecided".
#include <algorithm>
#include <cstdio>
#include <iostream>

#include "benchmark_run.hpp"
#include "build.hpp"
#include "commands.hpp"
#include "measured.hpp"
#include "progress.hpp"
#include "verdict.hpp"

namespace lab::commands {
namespace {

std::string ask(const context& lab, const hypothesis& what, const std::string& given) {
    if (!given.empty() || !lab.show.interactive()) return given;
    lab.show.line("  your prediction: will '" + benchmark_run::shown(what.contender) +
                  "' be [f]aster, [s]lower or the sa[m]e as '" + benchmark_run::shown(what.baseline) +
                  "'? (Enter: no prediction)");
    for (std::string answer; std::getline(std::cin, answer) && !answer.empty();) {
        if (answer == "f" || answer == "faster") return "faster";
        if (answer == "s" || answer == "slower") return "slower";
        if (answer == "m" || answer == "same") return "same";
        lab.show.line("  f, s, m, or Enter:");
    }
    return "";
}

std::string figure(double value, const std::string& metric) {
    char text[40];
    const bool counter = metric != "cpu_time" && metric != "real_time";
    if (counter && value > 0 && value < 1e-3)  // as Google Benchmark prints it
        std::snprintf(text, sizeof text, value < 1e-6 ? "%.3gn" : "%.3gu", value * (value < 1e-6 ? 1e9 : 1e6));
    else if (counter)
        std::snprintf(text, sizeof text, "%.4g", value);
    else if (value < 1e3)
        std::snprintf(text, sizeof text, "%.3g ns", value);
    else if (value < 1e6)
        std::snprintf(text, sizeof text, "%.3g us", value / 1e3);
    else
        std::snprintf(text, sizeof text, "%.3g ms", value / 1e6);
    return text;
}

std::string median_of(const benchmark_run& figures, const std::string& name, const std::string& metric) {
    return figure(median(figures.of(name, metric)), metric);
}

void table(const context& lab, const benchmark_run& figures, const std::string& metric) {
    lab.show.line("  " + padded("benchmark", 44) + padded("median " + metric, 24) + "cv");
    for (const auto& name : figures.names()) {
        const auto values = figures.of(name, metric);
        char cv[16];
        std::snprintf(cv, sizeof cv, "%.0f %%", 100 * coefficient_of_variation(values));
        lab.show.line("  " + padded(shortened(benchmark_run::shown(name), 42), 44) +
                      padded(figure(median(values), metric), 24) + cv);
    }
}

}  // namespace

exit_code bench(const context& lab, const bench_options& options) {
    const auto kit = lab.read();
    const auto& lesson = kit.lesson_named(options.lesson);
    if (lesson.benches.empty())
        throw usage_error("lesson " + lesson.number + " asks no benchmark's question");
    const auto preset = preset_for("release", options.impl);
    const bool mine = options.impl == implementation::mine;
    if (mine)
        for (const auto& line : planks(lab, kit).lines) lab.show.line(line);

    std::vector<std::string> predictions;
    for (const auto& what : lesson.benches) {
        lab.show.paragraph(lab.show.painted(tone::strong, "question: "), what.question);
        predictions.push_back(ask(lab, what, options.prediction));
    }
    const auto target = "bench_" + lesson.id;
    build(lab, {preset,
                {target},
                "benchmark " + lesson.number,
                mine ? lab.where.work : lab.where.root / "lessons" / lesson.id});
    const auto figures = measure(lab, lesson, preset, options.quick ? haste::quick : haste::careful);
    table(lab, figures, lesson.benches[0].metric);

    learning_log log(lab.where.state() / "log.tsv");
    for (std::size_t i = 0; i < lesson.benches.size(); ++i) {
        const auto& what = lesson.benches[i];
        const auto result =
            compare(figures.of(what.baseline, what.metric), figures.of(what.contender, what.metric));
        const auto words = verdict_in_words(what, result);
        lab.show.line();
        lab.show.paragraph("verdict: ", words);
        if (what.metric != lesson.benches[0].metric)  // then the table does not have them
            lab.show.line("         " + what.metric + ": " + median_of(figures, what.contender, what.metric) +
                          " against " + median_of(figures, what.baseline, what.metric));
        lab.show.paragraph("         ", in_words(judge(what, result)) + " (" + expected_in_words(what) + ")");
        if (!predictions[i].empty())
            lab.show.line(
                "         you predicted \"" + predictions[i] + "\": " +
                (prediction_came_true(what, result, predictions[i]) ? "so it is" : "it came out otherwise"));
        log.append("bench", lesson.id, in_words(judge(what, result)), words + (mine ? " (mine)" : ""));
    }
    lab.show.line("         figures: " +
                  lab.where.shown(lab.where.state() / "bench" / (target + "." + preset + ".json")));
    return exit_code::pass;
}

}  // namespace lab::commands
