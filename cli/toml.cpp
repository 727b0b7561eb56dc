#include "toml.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace lab {
namespace {

bool is_key_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// One pass over the text; `at` only moves forward.
class reader {
  public:
    reader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

    std::vector<toml_table> tables() {
        std::vector<toml_table> found;
        for (skip_blank_lines(); !done(); skip_blank_lines()) {
            if (next() == '[') {
                found.push_back(header());
                const auto same = [&](const toml_table& other) { return other.path == found.back().path; };
                if (std::count_if(found.begin(), found.end(), same) > 1) fail("this table was opened before");
            } else {
                if (found.empty()) fail("a key before the first [table]");
                add(found.back(), pair());
            }
            end_of_line();
        }
        return found;
    }

  private:
    toml_table header() {
        toml_table table;
        table.where = where();
        do {
            ++at_;
            table.path.push_back(word("a table name"));
        } while (next() == '.');
        expect(']');
        return table;
    }

    toml_value pair() {
        toml_value value;
        value.where = where();
        value.key = word("a key");
        skip_spaces();
        expect('=');
        skip_spaces();
        if (next() == '[') {
            value.is_array = true;
            array(value.items);
        } else {
            value.items.push_back(scalar());
        }
        return value;
    }

    void array(std::vector<std::string>& items) {
        expect('[');
        for (skip_blank_lines(); next() != ']'; skip_blank_lines()) {
            items.push_back(scalar());
            skip_blank_lines();
            if (next() == ',')
                ++at_;
            else if (next() != ']')
                fail("expected ',' or ']' in the array");
        }
        expect(']');
    }

    std::string scalar() {
        if (next() == '"') return quoted();
        if (next() == '\'') return literal();
        const auto start = at_;
        while (!done() && (is_key_character(next()) || next() == '.' || next() == '+')) ++at_;
        if (start == at_) fail("expected a value: \"text\", 'text', a number, true or false");
        return std::string(text_.substr(start, at_ - start));
    }

    std::string quoted() {
        std::string result;
        for (expect('"'); next() != '"'; ++at_) {
            if (done() || next() == '\n') fail("the string has no closing \"");
            if (next() != '\\') {
                result += next();
                continue;
            }
            ++at_;
            switch (next()) {
                case 'n':
                    result += '\n';
                    break;
                case 't':
                    result += '\t';
                    break;
                case '"':
                case '\\':
                    result += next();
                    break;
                default:
                    fail("unknown escape; write 'single quotes' for a regex");
            }
        }
        expect('"');
        return result;
    }

    std::string literal() {
        expect('\'');
        const auto end = text_.find_first_of("'\n", at_);
        if (end == text_.npos || text_[end] == '\n') fail("the string has no closing '");
        const auto result = text_.substr(at_, end - at_);
        at_ = end + 1;
        return std::string(result);
    }

    std::string word(const char* what) {
        const auto start = at_;
        while (!done() && is_key_character(next())) ++at_;
        if (start == at_) fail(std::string("expected ") + what);
        return std::string(text_.substr(start, at_ - start));
    }

    void add(toml_table& table, toml_value value) {
        for (const auto& other : table.values)
            if (other.key == value.key) fail("'" + value.key + "' was set before");
        table.values.push_back(std::move(value));
    }

    void skip_spaces() {
        while (next() == ' ' || next() == '\t' || next() == '\r') ++at_;
    }

    void skip_comment() {
        if (next() == '#') at_ = std::min(text_.find('\n', at_), text_.size());
    }

    void skip_blank_lines() {
        for (auto before = at_ + 1; before != at_;) {
            before = at_;
            skip_spaces();
            skip_comment();
            if (next() == '\n') ++at_;
        }
    }

    void end_of_line() {
        skip_spaces();
        skip_comment();
        if (!done() && next() != '\n') fail("something is left on the line");
    }

    void expect(char c) {
        if (next() != c) fail(std::string("expected '") + c + "'");
        ++at_;
    }

    bool done() const { return at_ >= text_.size(); }
    char next() const { return done() ? '\0' : text_[at_]; }

    std::string where() const {
        const auto line =
            std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n') + 1;
        return file_ + ":" + std::to_string(line);
    }

    [[noreturn]] void fail(const std::string& what) const { throw toml_error(where() + ": " + what); }

    std::string_view text_;
    std::string file_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<toml_table> parse_toml(std::string_view text, std::string_view file_name) {
    return reader(text, file_name).tables();
}

std::vector<toml_table> read_toml(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw toml_error(file.string() + ": cannot be read");
    std::ostringstream text;
    text << in.rdbuf();
    return parse_toml(text.view(), file.string());
}

}  // namespace lab
