#include <rt/loop/timeline.hpp>
#include <string_view>

namespace rt {

std::string in_words(call_site at) {
    if (at.line == 0) return "";
    const std::string_view file = at.file;
    return std::string(file.substr(file.rfind('/') + 1)) + ":" + std::to_string(at.line);
}

std::string in_words(const recorded_event& e) {
    const auto numbered = [&](const char* what) { return what + std::to_string(e.number); };
    switch (e.kind) {
        case trace_kind::spawn:
            return e.number == 0 ? "begins" : "begins, started by #" + std::to_string(e.number);
        case trace_kind::suspend: return std::string("waits for ") + e.text;
        case trace_kind::resume: return e.number == 0 ? "is resumed" : numbered("is resumed with operation ");
        case trace_kind::finish: return "ends";
        case trace_kind::submit:
            return numbered("hands over operation ") + ": " + e.text +
                   (e.value >= 0 ? ", fd " + std::to_string(e.value) : "");
        case trace_kind::complete:
            return numbered("completion of operation ") + ": " + std::to_string(e.value);
        case trace_kind::kernel_enter: return "the loop enters the kernel";
        case trace_kind::kernel_leave: return "the loop is back, completions: " + std::to_string(e.value);
        case trace_kind::job:
            return (e.ended < 0 ? "its job begins on pool thread " : "its job ends on pool thread ") +
                   std::to_string(e.value);
        case trace_kind::scope_enter:
            return numbered(e.value == 1 ? "enters shield " : "enters cancel scope ");
        case trace_kind::scope_leave: return numbered("leaves cancel scope ");
        case trace_kind::scope_cancel: return numbered("cancels scope ");
    }
    return "";
}

}  // namespace rt
