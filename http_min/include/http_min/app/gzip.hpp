// gzip -- middleware: compresses bodies for clients that take it.
//
//   api.middleware(gzip{{.minimum_size = 1000}});
//
// Streams are compressed as they are made: each piece still leaves at once. Left as they are: small bodies, parts of files (206), what is encoded already, media that are compressed by nature
// (images, video, archives), and server-sent events. A strong ETag becomes a weak one: the bytes are others now.
// Threads:   a large body is compressed on the thread pool.
#pragma once

#include <cstddef>
#include <http_min/app/middleware.hpp>

namespace http_min {

struct gzip_options {
    std::size_t minimum_size = 500;  // bytes
    int level = 6;                   // 1 is fast, 9 is small
};

class gzip {
  public:
    explicit gzip(const gzip_options& options = {}) : options_(options) {}

    rt::task<> operator()(request& in, response& out, call_next next) const;

  private:
    bool is_for(const response& out) const;

    gzip_options options_;
};

}  // namespace http_min
