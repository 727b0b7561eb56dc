#include "screen.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace lab {
namespace {

constexpr std::size_t width = 80;

bool set(const char* name) {
    const char* value = std::getenv(name);
    return value && *value;
}

bool utf8_locale() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
        if (set(name)) return std::string_view(std::getenv(name)).find("UTF-8") != std::string_view::npos;
    return false;
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

}  // namespace

screen::screen(bool plain, bool no_color) {
    const bool dumb = !set("TERM") || std::string_view(std::getenv("TERM")) == "dumb";
    moving_ = !plain && !dumb && ::isatty(STDOUT_FILENO) != 0;
    color_ = moving_ && !no_color && !set("NO_COLOR");
    glyphs_ = !plain && utf8_locale();
}

std::string screen::painted(tone color, std::string_view text) const {
    static constexpr const char* codes[] = {"", "\033[32m", "\033[31m", "\033[33m", "\033[2m", "\033[1m"};
    if (!color_ || color == tone::plain) return std::string(text);
    return codes[static_cast<int>(color)] + std::string(text) + "\033[0m";
}

void screen::line(std::string_view text) const {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void screen::status(tone color, std::string_view word, std::string_view text) const {
    line("[" + painted(color, word) + "] " + std::string(text));
}

void screen::paragraph(std::string_view first, std::string_view text) const { line(wrapped(first, text)); }

void screen::progress(std::string_view text) const {
    if (!moving_) return;
    std::printf("\r\033[K%s", painted(tone::faint, shortened(text, width - 1)).c_str());
    std::fflush(stdout);
}

void screen::progress_done() const {
    if (!moving_) return;
    std::printf("\r\033[K");
    std::fflush(stdout);
}

std::string wrapped(std::string_view first, std::string_view text) {
    std::string result(first);
    const std::string indent(columns(first), ' ');
    auto used = indent.size();
    bool fresh = true;  // nothing but the indent on this line
    std::istringstream words{std::string(text)};
    for (std::string word; words >> word;) {
        if (!fresh && used + 1 + columns(word) > width) {
            result += '\n' + indent;
            used = indent.size();
            fresh = true;
        }
        result += (fresh ? "" : " ") + word;
        used += columns(word) + (fresh ? 0 : 1);
        fresh = false;
    }
    return result;
}

// Colours take no room: "\033[1m" and its like are not counted.
std::size_t columns(std::string_view text) {
    std::size_t count = 0;
    bool in_color = false;
    for (const char c : text) {
        in_color = in_color || c == '\033';
        if (!in_color && !continues_character(c)) ++count;
        if (c == 'm') in_color = false;
    }
    return count;
}

std::string padded(std::string_view text, std::size_t to) {
    return std::string(text) + std::string(to - std::min(to, columns(text)), ' ');
}

std::string shortened(std::string_view text, std::size_t to) {
    if (columns(text) <= to) return std::string(text);
    std::size_t bytes = 0;
    for (std::size_t seen = 0; bytes < text.size(); ++bytes)
        if (!continues_character(text[bytes]) && ++seen > to - 2) break;
    return std::string(text.substr(0, bytes)) + "..";
}

}  // namespace lab
