// toml.hpp -- the part of TOML that the kit's manifests use: tables, strings, numbers, booleans, arrays of
// strings.
//
// Not CLI11's reader (tried, 2.1): it takes `["a", "c # d"]` apart at the comma and the '#', swallows the
// table header that follows, joins a key given twice, and reads a line without '=' as `true`. A manifest that
// is wrong must say where.
//
// Errors: toml_error "FILE:LINE: what is wrong"; so do the getters, with the line of the key.
#pragma once
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

struct toml_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct toml_value {
    std::string key;
    std::vector<std::string> items;  // one for everything but an array
    bool is_array = false;
    std::string where;  // FILE:LINE
    mutable bool used = false;
};

class toml_table {
  public:
    std::vector<std::string> path;  // [a.b.c] -> {"a", "b", "c"}
    std::string where;
    std::vector<toml_value> values;

    std::string text(std::string_view key) const;
    std::string text(std::string_view key, std::string fallback) const;
    long number(std::string_view key, long fallback) const;
    double real(std::string_view key, double fallback) const;
    bool flag(std::string_view key, bool fallback) const;
    std::vector<std::string> list(std::string_view key) const;

    // Call after the last getter: a key that nobody asked for is a typing mistake.
    void nothing_else() const;

  private:
    const toml_value* find(std::string_view key) const;
};

// Tables in the order of the file.
std::vector<toml_table> parse_toml(std::string_view text, std::string_view file_name);
std::vector<toml_table> read_toml(const std::filesystem::path& file);

}  // namespace lab
