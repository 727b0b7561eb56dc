// lab -- what this is, where you are, what to do next.
#include "commands.hpp"
#include "progress.hpp"

namespace lab::commands {

exit_code where(const context& lab) {
    const auto kit = lab.read();
    const progress now(lab);
    std::size_t seen = 0;
    for (const auto& lesson : kit.lessons) seen += now.was_run(lesson) ? 1 : 0;

    const auto& show = lab.show;
    show.paragraph("",
                   "ringlab: how async works, by building it: coroutines, an io_uring event loop, a small "
                   "HTTP framework.");
    show.line();
    show.line("  lessons    " + std::to_string(seen) + " of " + std::to_string(kit.lessons.size()) + " seen");
    show.line("  exercises  " + std::to_string(now.passed(kit)) + " of " +
              std::to_string(kit.exercises.size()) + " passed");
    show.line();
    const auto step = now.next(kit);
    if (step.command.empty())
        show.line("  all done. On your own parts: " + show.painted(tone::strong, "lab serve --impl mine"));
    else
        show.paragraph("  next:  " + show.painted(tone::strong, step.command) + "  ", step.why);
    show.line();
    show.line("  lab list        lessons and exercises, and how you did");
    show.line("  lab run NN      a lesson's demo          lab test NN.k   your answer to an exercise");
    show.line("  lab bench NN    a question, measured     lab serve       the HTTP server");
    show.line("  lab tour        all of it in one go      lab doctor      what this machine allows");
    show.line();
    show.line("  `lab` is the ./lab of this folder; it works from every other too.");
    return exit_code::pass;
}

}  // namespace lab::commands
