// type_name.cpp -- names as they stand in the document.
#include <http_min/app/type_name.hpp>
#include <vector>

namespace http_min::detail {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_of_name(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string camel_case(std::string_view name) {
    std::string text;
    bool begins = true;
    for (const char c : name) {
        if (c != '_') text += begins ? upper(c) : c;
        begins = c == '_';
    }
    return text;
}

// "(anonymous namespace)::item" -> "item"; and what a function's own types stand behind: "main()::item" -> "item".
std::string_view without_unnamed(std::string_view spelled) {
    const std::string_view head = spelled.substr(0, spelled.find('<'));
    const std::size_t last = head.find_last_of(")}");
    return last == head.npos ? spelled : spelled.substr(last + 3);
}

// The names in a type's spelling: {"shop", "item"}; those of template arguments behind it.
std::vector<std::string_view> names_in(std::string_view spelled) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < spelled.size();) {
        std::size_t end = i;
        while (end < spelled.size() && is_of_name(spelled[end])) ++end;
        if (end > i) names.push_back(spelled.substr(i, end - i));
        i = end + 1;
    }
    return names;
}

bool is_namespace(std::string_view name, std::string_view in) {
    return in.substr(static_cast<std::size_t>(name.data() + name.size() - in.data())).starts_with("::");
}

}  // namespace

std::string component_name(std::string_view spelled) {
    std::string text;
    for (const std::string_view name : names_in(without_unnamed(spelled))) {
        if (is_namespace(name, spelled)) continue;
        if (!text.empty()) text += '_';
        text += camel_case(name);
    }
    return text;
}

std::string qualified_component_name(std::string_view spelled) {
    std::string before;
    const std::string_view head = without_unnamed(spelled).substr(0, without_unnamed(spelled).find('<'));
    for (const std::string_view name : names_in(head))
        if (is_namespace(name, head)) before.append(name).append("__");
    return before + component_name(spelled);
}

std::string in_words(std::string_view name) {
    std::string text;
    bool begins = true;
    for (const char c : name) {
        text += c == '_' ? ' ' : begins ? upper(c) : lower(c);
        begins = !is_letter(c);
    }
    return text;
}

}  // namespace http_min::detail
