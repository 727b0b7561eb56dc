// header_parameters.hpp -- the `; name="value"` pairs behind the first word of a header's value.
//
//   parameter = OWS ";" OWS token "=" ( token / quoted-string )          RFC 9110 section 5.6.6
//
// In quotes \" and \\ stand for one character and any other backslash for itself: browsers do not escape it. Nor
// does one that ends a value end the quoted part: in filename="C:\" the last quote is the closing one.
#pragma once
#include <string>
#include <string_view>

namespace http_min::wire {

struct header_parameter {
    std::string_view name;
    std::string value;
};

class header_parameters {
  public:
    // `rest` begins behind the first word.
    explicit header_parameters(std::string_view rest) : rest_{rest} {}

    // RETURNS whether there was one more; afterwards, broken() tells the end from a mistake.
    bool next(header_parameter& one);
    bool broken() const { return broken_; }

  private:
    bool take_quoted(std::string& value);
    bool stop() { return broken_ = true, false; }

    std::string_view rest_;
    bool broken_ = false;
};

// The first word of a header's value, before any ";".
std::string_view first_word(std::string_view value);

}  // namespace http_min::wire
