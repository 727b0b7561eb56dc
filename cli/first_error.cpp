#include "first_error.hpp"

#include <regex>
#include <sstream>

namespace lab {
namespace {

struct diagnostic {
    std::size_t at = 0;  // index of its line
    std::string file, line, message;
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<diagnostic> errors_in(const std::vector<std::string>& lines) {
    static const std::regex compiler(R"(^([^\s:][^:]*):(\d+):\d+: (?:fatal )?error: (.*)$)");
    static const std::regex linker(R"(undefined (?:reference to|symbol:) .*$)");
    std::vector<diagnostic> errors;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].size() > 4000) continue;  // the command line of a failed step, and std::regex recurses
        std::smatch found;
        if (std::regex_search(lines[i], found, compiler))
            errors.push_back({i, found[1], found[2], found[3]});
        else if (std::regex_search(lines[i], found, linker))
            errors.push_back({i, "", "", found[0]});
    }
    return errors;
}

bool inside(const std::string& file, const std::string& folder) {
    return !folder.empty() && file.starts_with(folder);
}

// The learner's line that led to an error elsewhere: clang says so after the error, g++ before it.
std::string cause_of(const std::vector<std::string>& lines, std::size_t error, std::size_t next_error,
                     const std::string& suspect) {
    static const std::regex place(R"(^([^\s:][^:]*:\d+):\d+:\s+(?:note:.*requested here|\s*required from))");
    constexpr std::size_t context = 30;
    for (auto i = error > context ? error - context : 0; i < std::min(next_error, error + 2 * context); ++i) {
        std::smatch found;
        if (lines[i].size() < 4000 && std::regex_search(lines[i], found, place) && inside(found[1], suspect))
            return found[1];
    }
    return "";
}

// Both compilers quote the source as "   12 |     code" and put the caret on the next line.
std::vector<std::string> excerpt_after(const std::vector<std::string>& lines, std::size_t at) {
    static const std::regex quote(R"(^\s*\d* \|)");
    std::vector<std::string> excerpt;
    for (auto i = at + 1;
         i < lines.size() && excerpt.size() < 2 && std::regex_search(lines[i].substr(0, 12), quote); ++i)
        excerpt.push_back(lines[i].substr(0, 80));
    return excerpt;
}

}  // namespace

std::optional<compile_error> first_error(const std::string& log, const std::filesystem::path& suspect) {
    const auto lines = lines_of(log);
    const auto errors = errors_in(lines);
    if (errors.empty()) return std::nullopt;
    const auto end_of = [&](std::size_t i) {
        return i + 1 < errors.size() ? errors[i + 1].at : lines.size();
    };

    std::size_t chosen = 0;
    std::string because;
    for (std::size_t i = 0; i < errors.size(); ++i) {
        const auto cause = cause_of(lines, errors[i].at, end_of(i), suspect.string());
        if (!inside(errors[i].file, suspect.string()) && cause.empty()) continue;
        chosen = i;
        if (!inside(errors[i].file, suspect.string())) because = cause;
        break;
    }
    const auto& error = errors[chosen];
    return compile_error{
        error.file, error.line,       without_template_noise(error.message), excerpt_after(lines, error.at),
        because,    errors.size() - 1};
}

std::string without_template_noise(std::string text) {
    static const std::pair<std::regex, const char*> rules[] = {
        {std::regex(R"(std::__cxx11::|std::__1::)"), "std::"},
        {std::regex(R"(std::basic_string<char(?:, std::char_traits<char>)?(?:, std::allocator<char> ?)?>)"),
         "std::string"},
        {std::regex(R"(, std::allocator<[^<>]*(?:<[^<>]*>)?[^<>]*> ?)"), ""},
        {std::regex(R"( \(aka '[^']*'\))"), ""},
        {std::regex(R"( \{aka '[^']*'\})"), ""},
    };
    for (const auto& [pattern, simple] : rules) text = std::regex_replace(text, pattern, simple);
    std::string result;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool arrow = text[i] == '>' && i > 0 && (text[i - 1] == '-' || text[i - 1] == '=');
        const bool opens = text[i] == '<' && i > 0 &&
                           (std::isalnum(static_cast<unsigned char>(text[i - 1])) || text[i - 1] == '_');
        if (opens && ++depth == 3) result += "<..";
        if (depth < 3) result += text[i];
        if (text[i] == '>' && !arrow && depth > 0 && depth-- == 3) result += '>';
    }
    return result;
}

}  // namespace lab
