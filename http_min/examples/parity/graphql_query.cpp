#include "graphql_query.hpp"

#include <charconv>
#include <cstdint>

namespace parity {

using namespace http_min;

namespace {

constexpr int deepest = 32;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ','; }
bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class parser {
  public:
    parser(std::string_view text, const json& variables) : rest_(text), variables_(variables) {}

    std::vector<graphql_field> operation() {
        if (next() != '{') skip_header();
        std::vector<graphql_field> fields = selection(1);
        if (next() != '\0') fail();
        return fields;
    }

  private:
    // The next character that counts, still there; 0 at the end.
    char next() {
        while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
        if (rest_.empty()) return '\0';
        if (rest_.front() == '\0') fail();
        return rest_.front();
    }
    bool take(char wanted) {
        if (next() != wanted) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char wanted) {
        if (!take(wanted)) fail();
    }

    [[noreturn]] void fail() const {
        throw graphql_error(rest_.empty()
                                ? "Syntax Error: Unexpected <EOF>."
                                : "Syntax Error: Unexpected '" + std::string(1, rest_.front()) + "'.");
    }

    std::string_view take_while(bool (*fits)(char)) {
        std::size_t size = 0;
        while (size < rest_.size() && fits(rest_[size])) ++size;
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }

    std::string_view name() {
        if (!begins_name(next())) fail();
        return take_while([](char c) { return begins_name(c) || is_digit(c); });
    }

    // query NAME($id: Int = 1): who declares variables need not be understood to be served.
    void skip_header() {
        if (name() != "query") fail();
        if (begins_name(next())) name();
        if (!take('(')) return;
        for (int open = 1; open > 0; rest_.remove_prefix(1)) {
            const char c = next();
            if (c == '\0') fail();
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
    }

    std::vector<graphql_field> selection(int depth) {
        if (depth > deepest) throw graphql_error("Syntax Error: the query is nested too deep.");
        expect('{');
        std::vector<graphql_field> fields;
        while (!take('}')) fields.push_back(field(depth));
        if (fields.empty()) throw graphql_error("Syntax Error: a selection is empty.");
        return fields;
    }

    graphql_field field(int depth) {
        graphql_field one;
        one.key = one.name = name();
        if (take(':')) one.name = name();
        if (take('(')) one.arguments = arguments();
        one.has_selection = next() == '{';
        if (one.has_selection) one.selection = selection(depth + 1);
        return one;
    }

    std::vector<graphql_argument> arguments() {
        std::vector<graphql_argument> all;
        while (!take(')')) {
            std::string own(name());
            expect(':');
            all.push_back({std::move(own), value()});
        }
        if (all.empty()) fail();
        return all;
    }

    json value() {
        const char first = next();
        if (take('$')) {
            const std::string own(name());
            return variables_.is_object() && variables_.contains(own) ? variables_.at(own) : json();
        }
        if (take('"')) return text();
        if (first == '-' || is_digit(first)) return integer();
        const std::string_view word = name();
        if (word == "true" || word == "false") return word == "true";
        if (word == "null") return nullptr;
        throw graphql_error("Syntax Error: Unexpected Name \"" + std::string(word) + "\".");
    }

    json text() {
        std::string content(take_while([](char c) { return c != '"' && c != '\n' && c != '\\'; }));
        if (rest_.empty() || rest_.front() != '"') fail();
        rest_.remove_prefix(1);
        return content;
    }

    json integer() {
        std::int64_t number = 0;
        const char* const end = rest_.data() + rest_.size();
        const auto read = std::from_chars(rest_.data(), end, number);
        if (read.ec != std::errc()) fail();
        rest_.remove_prefix(static_cast<std::size_t>(read.ptr - rest_.data()));
        if (!rest_.empty() && (rest_.front() == '.' || begins_name(rest_.front()))) fail();
        return number;
    }

    std::string_view rest_;
    const json& variables_;
};

}  // namespace

std::vector<graphql_field> parse_graphql(std::string_view text, const json& variables) {
    return parser(text, variables).operation();
}

}  // namespace parity
