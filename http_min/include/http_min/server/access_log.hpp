// access_log -- one line a request, as uvicorn writes it, gathered and written once a turn of the loop.
//
//     INFO:     127.0.0.1:50542 - "GET /items/42?q=x HTTP/1.1" 200 OK
//
// Errors:    a log that cannot be written (a full disk, a closed pipe) is dropped: serving goes on. So it does when
//            nobody reads the pipe: 64 KiB of lines then wait, and further ones are dropped.
// Lifetime:  outlives the loop's last turn; the destructor writes what is left, as far as it is taken at once.
// Threads:   the loop's own.
#pragma once

#include <unistd.h>

#include <http_min/wire/parse_result.hpp>
#include <http_min/wire/request_head.hpp>
#include <rt/core/task.hpp>
#include <string>
#include <string_view>

namespace http_min {

class access_log {
  public:
    // Writes to standard output, or nothing.
    explicit access_log(bool enabled, int to = STDOUT_FILENO) : enabled_(enabled), to_(to) {}
    access_log(const access_log&) = delete;
    access_log& operator=(const access_log&) = delete;
    ~access_log() { write(); }

    void line(std::string_view client, const wire::request_head& head, int status);

    // A message that was no request, or that came too slowly.
    void refused(std::string_view client, const wire::refusal& why);

  private:
    bool takes_lines() const noexcept;
    void write_soon();
    rt::task<> write_all();
    void write() noexcept;

    bool enabled_;
    int to_;
    bool write_is_due_ = false;
    std::string text_;
};

}  // namespace http_min
