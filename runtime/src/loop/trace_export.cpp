#include <cerrno>
#include <fstream>
#include <rt/loop/trace_export.hpp>
#include <stdexcept>
#include <system_error>

namespace rt {

namespace {

// RETURNS how many bytes of UTF-8 begin here, or 0: these are none.
std::size_t character_at(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    const std::size_t size = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
    if (size == 0 || at + size > text.size()) return 0;
    for (std::size_t i = 1; i < size; ++i)
        if ((byte(at + i) & 0xC0) != 0x80) return 0;
    const bool overlong_or_surrogate =
        (first == 0xE0 && byte(at + 1) < 0xA0) || (first == 0xED && byte(at + 1) > 0x9F) ||
        (first == 0xF0 && byte(at + 1) < 0x90) || (first == 0xF4 && byte(at + 1) > 0x8F);
    return overlong_or_surrogate ? 0 : size;
}

}  // namespace

std::string json_string(std::string_view text) {
    constexpr const char* digits = "0123456789abcdef";
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = character_at(text, at);
        const auto c = static_cast<unsigned char>(text[at]);
        if (size == 0) {
            out += "\\ufffd";
        } else if (c == '"' || c == '\\') {
            out += {'\\', text[at]};
        } else if (c < 0x20 || c == '<' || c == 0x7F) {
            out += {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
        } else {
            out += text.substr(at, size);
        }
        at += size == 0 ? 1 : size;
    }
    return out + "\"";
}

void write_timeline(const trace_recorder& seen, const std::string& path) {
    const bool is_page = path.ends_with(".html");
    if (!is_page && !path.ends_with(".json"))
        throw std::invalid_argument("a trace is written to a file .html or .json, not to '" + path + "'");
    const timeline lines = make_timeline(seen);
    const std::string name = path.substr(path.rfind('/') + 1);
    std::ofstream file(path, std::ios::binary);
    file << (is_page ? timeline_page(lines, name.substr(0, name.size() - 5)) : chrome_trace(lines));
    file.close();
    if (!file) throw std::system_error(errno, std::system_category(), "cannot write " + path);
}

}  // namespace rt
