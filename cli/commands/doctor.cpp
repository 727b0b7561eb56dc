// lab doctor -- this machine, line by line: what, why, and the fix. (The toolchain's half is in the front
// door: it must run before anything is compiled.)
#include "commands.hpp"
#include "doctor_facts.hpp"

namespace lab::commands {

exit_code doctor(const context& lab) {
    auto code = exit_code::pass;
    lab.show.line("Machine");
    for (const auto& each : facts_of_this_machine()) {
        static constexpr tone tones[] = {tone::good, tone::warn, tone::bad};
        static constexpr const char* words[] = {"ok", "warn", "fail"};
        const auto at = static_cast<std::size_t>(each.state);
        const auto word = "[" + lab.show.painted(tones[at], words[at]) + "]" +
                          std::string(4 - std::string(words[at]).size(), ' ');
        lab.show.line(word + "  " + each.what);
        if (!each.why.empty()) lab.show.paragraph("          why: ", each.why);
        if (!each.fix.empty()) lab.show.paragraph("          fix: ", each.fix);
        if (each.state == health::fail) code = exit_code::environment;
    }
    return code;
}

}  // namespace lab::commands
