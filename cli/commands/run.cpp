// lab run NN -- a lesson's demo, on the terminal as if started by hand; then what to change, and to predict.
#include "build.hpp"
#include "commands.hpp"
#include "process.hpp"
#include "progress.hpp"

namespace lab::commands {

exit_code run(const context& lab, const run_options& options) {
    const auto kit = lab.read();
    const auto& lesson = kit.lesson_named(options.lesson);
    const auto target = "lesson_" + lesson.id;
    const auto preset = preset_for("dev", options.impl);
    const auto folder = lab.where.root / "lessons" / lesson.id;
    const bool mine = options.impl == implementation::mine;
    build(lab, {preset, {target}, "lesson " + lesson.number, mine ? lab.where.work : folder});
    if (mine)
        for (const auto& line : planks(lab, kit).lines) lab.show.line(line);

    command demo{{lab.where.program(preset, target)}, folder};
    demo.words.insert(demo.words.end(), options.arguments.begin(), options.arguments.end());
    limits bounds;
    bounds.terminal = true;
    bounds.time = lab.timeout;
    const auto result = lab::run(demo, bounds);
    learning_log(lab.where.state() / "log.tsv")
        .append("run", lesson.id, std::to_string(result.code), result.in_words());

    lab.show.line();
    if (result.how == ending::timed_out) {
        lab.show.status(tone::bad, "time", "lesson " + lesson.number + ": " + result.in_words() + "; ended");
        return exit_code::timeout;
    }
    if (!result.ok()) {
        lab.show.status(tone::bad, "fail", "lesson " + lesson.number + ": " + result.in_words());
        return exit_code::learner;
    }
    lab.show.paragraph("now:   ", lesson.try_next);
    lab.show.line("       The program is " + lab.where.shown(folder / "main.cpp") + "; again: lab run " +
                  lesson.number);
    for (const auto* each : kit.exercises_of(lesson.number)) {
        lab.show.line("then:  lab test " + each->number + "  (" + each->title + ")");
        break;
    }
    return exit_code::pass;
}

}  // namespace lab::commands
