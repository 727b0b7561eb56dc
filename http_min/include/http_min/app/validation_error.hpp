// validation_error -- what is wrong with a request's values: all of it, in the shape of pydantic 2.
//
// Converters and constraints return a `misfit`, or nothing when the value is right. The reader of a parameter
// adds where it stands and what was received; when all are read the list, if not empty, is thrown.
// Limits: a large body can be wrong in millions of places; the first 10,000 are told.
#pragma once

#include <exception>
#include <http_min/app/location.hpp>
#include <http_min/wire/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace http_min {

class response;

struct misfit {
    std::string_view type;  // a literal: "int_parsing"
    std::string message;
    json context = {};  // null: left out
};

class validation_errors {
  public:
    void add(const location& where, misfit what, json input);
    // The same of a text, as it was sent: it need not be UTF-8.
    void add_text(const location& where, misfit what, std::string_view sent);
    // The same, unless it stands there already: a body that is no JSON fails all of its readers together.
    void add_once(const location& where, misfit what, json input);
    void add_missing(const location& where, json input = nullptr);

    // All that another list has; of a body that is no JSON, once.
    void add_all(validation_errors&& others);

    bool empty() const { return list_.empty(); }
    bool is_full() const { return list_.size() >= 10'000; }  // more is not noted
    void throw_if_any();  // request_validation_error

  private:
    json list_;  // null until there is one: an empty array would be an allocation
};

class request_validation_error : public std::exception {
  public:
    explicit request_validation_error(json list) : errors(std::move(list)) {}
    const char* what() const noexcept override { return "request_validation_error"; }

    json errors;  // [{"type", "loc", "msg", "input", "ctx"}, ...]

    void write_to(response& out) const;  // 422 {"detail": errors}
};

}  // namespace http_min
