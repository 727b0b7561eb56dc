// file_response -- an answer that is a file: with its type, size and date, in part where the client asks for a part, and
// not at all where the client has it already.
//
//   api.get<"/report">([] { return file_response("data/2024.pdf").download_as("Bericht für März.pdf"); });
//
// 200, 206 for a range, 304 for who has it, 416 for a range behind its end. It is read while it is sent.
// Errors:    std::system_error when it cannot be opened: a 500, for the path is the app's own. For paths that come from
//            clients there is static_files.
// Threads:   opened on the thread pool.
#pragma once

#include <http_min/app/open_files.hpp>
#include <rt/core/task.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace http_min {

class request;
class response;

class file_response {
  public:
    explicit file_response(std::string path) : path_(std::move(path)) {}

    // Else it is what the extension says.
    file_response&& media_type(std::string_view type) && {
        media_type_ = type;
        return std::move(*this);
    }
    // The browser saves it, under this name.
    file_response&& download_as(std::string_view name) && {
        download_name_ = name;
        return std::move(*this);
    }

    rt::task<> answer(request& in, response& out) &&;

  private:
    std::string path_;
    std::string media_type_;
    std::string download_name_;
};

// Fills `out` with a file that is open: what file_response and static_files share.
void write_file(const request& in, response& out, opened_file file, std::string_view media_type);

}  // namespace http_min
