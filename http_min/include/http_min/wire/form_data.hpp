// form_data.hpp -- the fields of a form, however it was sent: urlencoded, or as multipart/form-data.
//
// Urlencoded text is decoded as in a query: '+' and "%20" are blanks, "k" and "k=" have an empty value.
// Errors:    reading RETURNS a refusal, 400 or, beyond a limit, 413; or nothing.
// Lifetime:  values point into the body where nothing had to be decoded, else into this.
#pragma once
#include <deque>
#include <http_min/wire/multipart.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_min::wire {

struct form_entry {
    std::string_view name;
    std::string_view value;  // of a field: valid UTF-8; of a file: its bytes
    bool is_file = false;
    std::string_view filename;      // of a file, as its sender says: never a path to write to
    std::string_view content_type;  // of a file; empty: not said
};

class form_data {
  public:
    form_data() = default;
    form_data(form_data&&) = default;  // a deque's texts stay where they are
    form_data& operator=(form_data&&) = default;

    // REQUIRES: nothing was read so far.
    std::optional<refusal> read_urlencoded(std::string_view body, const form_limits& bounds = {});
    std::optional<refusal> read_multipart(std::string_view body, std::string_view boundary,
                                          const form_limits& bounds = {});

    const std::vector<form_entry>& entries() const { return entries_; }  // in the order they were sent
    const form_entry* last(std::string_view name) const;                 // null: there is none

  private:
    std::string_view keep(std::string_view text) { return texts_.emplace_back(text); }
    std::string_view decoded(std::string_view text, std::string& scratch);
    void add_part(const part_head& head, std::string_view data);

    std::vector<form_entry> entries_;
    std::deque<std::string> texts_;
};

}  // namespace http_min::wire
