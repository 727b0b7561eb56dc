// reload_notice -- what `lab serve --reload` has to say to those who look at a page: what was saved last does not
// compile, so this is still the program before it.
//
// lab keeps it as a piece of HTML in a file that is there as long as it is true. Meanwhile every HTML page ends with it;
// and text or JSON that a browser shows as a page (its Accept names text/html) comes as a page with it. Programs, fetch()
// and curl among them, get what they would get. What is streamed goes out as it is.
//
// Threads:   any.
#pragma once

#include <http_min/app/request.hpp>
#include <http_min/app/response.hpp>
#include <string>
#include <utility>

namespace http_min {

class reload_notice {
  public:
    // "": there is never anything to say.
    explicit reload_notice(std::string file) : file_(std::move(file)) {}

    void add_to(response& out, const request& in) const {
        if (!file_.empty()) add_if_there_is_one(out, in);
    }

  private:
    void add_if_there_is_one(response& out, const request& in) const;

    std::string file_;
};

}  // namespace http_min
