#include <algorithm>
#include <array>
#include <http_min/server/unknown_flag.hpp>
#include <numeric>
#include <utility>

namespace http_min {

namespace {

struct answer_to_a_beginning {
    std::string_view beginning, answer;
};

// uvicorn's flags that nothing here answers to, and why.
constexpr std::array<answer_to_a_beginning, 12> not_here{{
    {"--ssl",
     "TLS is for a proxy in front of it; --proxy-headers and --forwarded-allow-ips believe that proxy"},
    {"--loop", "the loop is the kit's own; --driver says what it runs on"},
    {"--http", "there is one parser, http_min's own"},
    {"--ws", "WebSocket is built in"},
    {"--h11", "its limits are fixed: 256 fields and 64 KiB of head"},
    {"--app-dir", "the app is compiled into this program"},
    {"--factory", "the app is compiled into this program"},
    {"--interface", "the app is compiled into this program"},
    {"--lifespan", "on_startup and on_shutdown always run"},
    {"--env-file", "the environment is the shell's to set"},
    {"--log-config", "--log-level says what is logged, the shell where to"},
    {"--reload-", "`lab serve --reload` watches every source of the kit"},
}};

// Letters to insert, drop or change.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = std::exchange(row[j], std::min({changed, row[j] + 1, row[j - 1] + 1}));
        }
    }
    return row.back();
}

std::string_view nearest(std::string_view typed, const std::vector<std::string>& known) {
    std::string_view best;
    std::size_t far = typed.size() / 3 + 1;  // farther away is no slip of the finger
    for (const std::string& each : known)
        if (const std::size_t d = distance(typed, each); d < far) {
            far = d;
            best = each;
        }
    return best;
}

}  // namespace

std::string unknown_flag(std::string_view typed, const std::vector<std::string>& known) {
    typed = typed.substr(0, typed.find('='));
    if (!typed.starts_with('-'))
        return "'" + std::string(typed) + "' is no flag, and a server takes nothing else.";
    const std::string start = "there is no flag " + std::string(typed);
    for (const auto& [beginning, answer] : not_here)
        if (typed.starts_with(beginning)) return start + ": " + std::string(answer) + ".";
    const std::string_view near = nearest(typed, known);
    return near.empty() ? start + "." : start + ". Did you mean " + std::string(near) + "?";
}

}  // namespace http_min
