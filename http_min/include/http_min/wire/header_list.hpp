// header_list.hpp -- header lines to send. It cannot hold a line that would break the message.
//
// The lines are kept as the text that goes out, so writing them is one copy. What could split a response in
// two (RFC 9112 section 11.1) is refused where it is added, in the handler that made the mistake, not later
// in the server.
// Errors:    std::invalid_argument for a name that is no token, a value with control characters, and for
//            content-length and transfer-encoding: how a body is delimited is the serializer's to say.
#pragma once
#include <http_min/wire/header_view.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_min::wire {

class header_list {
  public:
    // REQUIRES: name and value do not point into this list.
    void add(std::string_view name, std::string_view value);  // one more line, even if the name is there
    void set(std::string_view name, std::string_view value);  // the only line with this name
    void erase(std::string_view name);                        // all lines with this name
    void clear();                                             // keeps the memory: no allocation once warm

    header_view view() const { return {text_.data(), lines_}; }
    std::optional<std::string_view> find(std::string_view name) const { return view().find(name); }
    std::size_t size() const { return lines_.size(); }
    std::string_view text() const { return text_; }  // "name: value\r\n" for each line

  private:
    std::string text_;
    std::vector<header_line> lines_;
};

}  // namespace http_min::wire
