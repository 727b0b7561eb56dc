// lab list -- lessons and exercises with their state, in words and glyphs.
#include "commands.hpp"
#include "progress.hpp"

namespace lab::commands {
namespace {

std::string state_of(const screen& show, stage now) {
    switch (now) {
        case stage::untouched:
            return std::string(show.glyph("· ", "")) + "new    ";
        case stage::started:
            return show.painted(tone::warn, std::string(show.glyph("… ", "")) + "started");
        case stage::failed:
            return show.painted(tone::bad, std::string(show.glyph("✗ ", "")) + "failed ");
        case stage::passed:
            return show.painted(tone::good, std::string(show.glyph("✓ ", "")) + "passed ");
    }
    return "";
}

}  // namespace

exit_code list(const context& lab) {
    const auto kit = lab.read();
    const progress now(lab);
    for (const auto& lesson : kit.lessons) {
        const auto seen = now.was_run(lesson);
        lab.show.line(lab.show.painted(tone::strong, lesson.number + "  " + lesson.title) +
                      (seen ? "  (seen)" : ""));
        lab.show.paragraph("    ", lesson.idea);
        for (const auto* each : kit.exercises_of(lesson.number))
            lab.show.line("    " + each->number + "  " + state_of(lab.show, now.of(*each)) + "  " +
                          shortened(each->title, 58));
        if (const auto* bench = now.bench_of(lesson))
            lab.show.line("    bench " + shortened(bench->outcome + ": " + bench->detail, 66));
    }
    lab.show.line();
    const auto step = now.next(kit);
    if (!step.command.empty()) lab.show.line("next: " + step.command);
    return exit_code::pass;
}

}  // namespace lab::commands
