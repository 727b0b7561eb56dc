#include <unistd.h>

#include <array>
#include <cstdlib>
#include <http_min/server/server_log.hpp>
#include <string>

namespace http_min {

namespace {

struct appearance {
    std::string_view name, plain, coloured;
};

constexpr std::array<appearance, 6> levels{{
    {"critical", "CRITICAL: ", "\x1b[91mCRITICAL\x1b[0m: "},
    {"error", "ERROR:    ", "\x1b[31mERROR\x1b[0m:    "},
    {"warning", "WARNING:  ", "\x1b[33mWARNING\x1b[0m:  "},
    {"info", "INFO:     ", "\x1b[32mINFO\x1b[0m:     "},
    {"debug", "DEBUG:    ", "\x1b[36mDEBUG\x1b[0m:    "},
    {"trace", "TRACE:    ", "\x1b[34mTRACE\x1b[0m:    "},
}};

}  // namespace

log_level log_level_named(std::string_view name) noexcept {
    for (std::size_t i = 0; i < levels.size(); ++i)
        if (levels[i].name == name) return static_cast<log_level>(i);
    return log_level::info;
}

std::string_view log_prefix(log_level level, bool in_colour) noexcept {
    const appearance& how = levels[static_cast<std::size_t>(level)];
    return in_colour ? how.coloured : how.plain;
}

server_log::server_log(log_level most) noexcept
    : most_(most), in_colour_(::isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr) {}

void server_log::write(log_level level, std::string_view text) const {
    if (!shows(level)) return;
    std::string line(log_prefix(level, in_colour_));
    line.append(text).append("\n");
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace http_min
