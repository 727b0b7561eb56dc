// static_files -- the files of a directory, below a path: api.mount("/static", static_files("static")).
//
// GET and HEAD; types, ranges and conditions as in file_response.hpp. What is not there, is no file, or lies outside of
// the directory is a 404, however it is spelled.
//
//   static_files("site", {.html = true})    "/a/" is a/index.html, "/a" leads there, and 404.html is the page for 404s
//
// Errors:    the constructor throws std::system_error when there is no such directory.
// Threads:   files are looked for on the thread pool.
#pragma once

#include <http_min/app/mounted.hpp>
#include <http_min/app/open_files.hpp>
#include <string>

namespace http_min {

struct static_options {
    bool html = false;
};

class static_files final : public mounted {
  public:
    explicit static_files(const std::string& directory, static_options options = {});

    rt::task<> handle(request& in, response& out) const override;

  private:
    struct found {
        opened_file file;
        std::string name;          // the file's, below the directory
        bool wants_slash = false;  // a directory with an index.html: its address ends with a slash
        bool is_error_page = false;
    };
    found look_for(const std::string& path) const;

    rt::fd directory_;
    static_options options_;
};

}  // namespace http_min
