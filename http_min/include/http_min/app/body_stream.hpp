// body_stream -- a body that is made while it is sent: the next piece is asked for when the last one has gone out.
//
// What stands behind stream(), sse(), json_lines() and file_response(); a class of your own, handed to stream(),
// is one more.
// Errors:    what leaves next() leaves the response incomplete: the client sees that, for its connection is closed.
// Lifetime:  whoever sends it awaits close() once, under a shield, whatever came before; then it may end.
// Threads:   the loop's own.
#pragma once

#include <cstdint>
#include <optional>
#include <rt/core/task.hpp>
#include <string>

namespace http_min {

class body_stream {
  public:
    body_stream() = default;
    body_stream(const body_stream&) = delete;
    body_stream& operator=(const body_stream&) = delete;
    virtual ~body_stream() = default;

    // Puts the next piece into `piece`, in place of what is there. RETURNS false at the end, and is not called again.
    virtual rt::task<bool> next(std::string& piece) = 0;

    // Cleans up where it stands: at its end, half way, or not begun.
    virtual rt::task<> close() { co_return; }

    // Of all pieces together, where that is known before: Content-Length.
    virtual std::optional<std::uint64_t> size() const { return std::nullopt; }
};

// Appends all its pieces to `into`, and closes it: for the test client.
rt::task<> read_whole(body_stream& from, std::string& into);

}  // namespace http_min
