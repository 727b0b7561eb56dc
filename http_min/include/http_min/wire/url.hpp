// url.hpp -- percent-encoding and query strings.
//
// Decoding happens once, never fails and always gives valid UTF-8: an escape that is none stays as it is,
// bytes that are not UTF-8 become U+FFFD, as Python does it. `scratch` is where decoded text goes: text with
// nothing to decode, the usual case, is returned as it is, without a copy.
// Lifetime:  what is returned points into the text or into scratch.
#pragma once
#include <string>
#include <string_view>

namespace http_min::wire {

std::string_view decode_path(std::string_view text, std::string& scratch);   // '+' stays '+'
std::string_view decode_query(std::string_view text, std::string& scratch);  // '+' is a blank

// The text with U+FFFD for what is not UTF-8.
std::string to_valid_utf8(std::string_view text);

struct query_pair {
    std::string_view key;  // both still encoded: give them to decode_query
    std::string_view value;
};

// The pairs of "a=1&b&c=": `b` and `c=` have empty values, "&&" has nothing between.
//
//   for (auto [key, value] : query_pairs{head.target.query}) ...
class query_pairs {
  public:
    explicit query_pairs(std::string_view query) : query_{query} {}

    struct end_mark {};
    class iterator {
      public:
        explicit iterator(std::string_view rest) : rest_{rest} { next(); }
        query_pair operator*() const { return pair_; }
        iterator& operator++() { return next(), *this; }
        friend bool operator==(const iterator& i, end_mark) { return i.ended_; }

      private:
        void next();

        std::string_view rest_;
        query_pair pair_;
        bool ended_ = false;
    };

    iterator begin() const { return iterator{query_}; }
    end_mark end() const { return {}; }

  private:
    std::string_view query_;
};

}  // namespace http_min::wire
