// xml.hpp -- the tags of a report, one after the other. For reports that may stop in the middle: their
// program crashed or was killed. Not a parser of XML: no document types, no comments, no CDATA beyond what
// Catch2 and ctest write.
#pragma once
#include <string>
#include <string_view>

namespace lab {

// &lt; -> <
std::string unescaped(std::string_view text);

class xml_scanner {
  public:
    explicit xml_scanner(std::string_view text) : rest_(text) {}

    // Goes to the next tag. RETURNS false at the end of what was written.
    bool next();

    bool opens(std::string_view name) const { return !closing_ && name_ == name; }
    bool closes(std::string_view name) const { return name_ == name && (closing_ || empty_); }
    std::string attribute(std::string_view name) const;  // "" if it has none
    std::string text() const;                            // what follows this tag up to the next, trimmed

  private:
    std::string_view rest_, name_, attributes_;
    bool closing_ = false, empty_ = false;
};

}  // namespace lab
