// redirect -- an answer that sends the client elsewhere: redirect("/ping"), redirect("/ping", 303).
//
// What no URL can hold is percent-encoded; what is encoded already stays as it is.
#pragma once

#include <http_min/app/response.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace http_min {

class redirect_response {
  public:
    redirect_response(std::string url, int status) : url_(std::move(url)), status_(status) {}
    void write_to(response& out) &&;

  private:
    std::string url_;
    int status_;
};

inline redirect_response redirect(std::string url, int status = 307) {
    return redirect_response(std::move(url), status);
}

}  // namespace http_min
