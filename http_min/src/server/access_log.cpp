#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <http_min/server/access_log.hpp>
#include <http_min/wire/status.hpp>
#include <rt/loop/spawn.hpp>
#include <utility>

namespace http_min {

namespace {

constexpr std::size_t most_waiting = 64 * 1024;

// Whether a write of up to PIPE_BUF bytes would be taken at once. A file always does; what is broken does
// too, for the write to say so.
bool would_take(int fd) noexcept {
    pollfd log{.fd = fd, .events = POLLOUT, .revents = 0};
    return ::poll(&log, 1, 0) != 0;
}

}  // namespace

bool access_log::takes_lines() const noexcept { return enabled_ && text_.size() < most_waiting; }

void access_log::line(std::string_view client, const wire::request_head& head, int status) {
    if (!takes_lines()) return write_soon();
    text_.append("INFO:     ").append(client).append(" - \"").append(head.method).append(" ");
    text_.append(head.target.text);
    text_.append(head.version == wire::http_version::http_1_1 ? " HTTP/1.1\" " : " HTTP/1.0\" ");
    text_.append(std::to_string(status)).append(" ").append(wire::reason_phrase(status)).append("\n");
    write_soon();
}

void access_log::refused(std::string_view client, const wire::refusal& why) {
    if (!takes_lines()) return write_soon();
    text_.append("WARNING:  ").append(client).append(" - refused with ").append(std::to_string(why.status));
    text_.append(": ").append(why.reason).append("\n");
    write_soon();
}

// A spawned task runs after everything that is ready now: one write for all the requests of a turn.
void access_log::write_soon() {
    if (text_.empty() || std::exchange(write_is_due_, true)) return;
    rt::spawn(write_all(), "access log");
}

rt::task<> access_log::write_all() {
    write();
    co_return;
}

// A log is read by somebody else, who may have stopped: the loop never waits for that.
void access_log::write() noexcept {
    write_is_due_ = false;
    std::string_view rest = text_;
    while (!rest.empty() && would_take(to_)) {
        const ssize_t written = ::write(to_, rest.data(), std::min<std::size_t>(rest.size(), PIPE_BUF));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno == EAGAIN) break;
        // What cannot be written, nobody will ever read.
        rest.remove_prefix(written <= 0 ? rest.size() : static_cast<std::size_t>(written));
    }
    text_.erase(0, text_.size() - rest.size());
}

}  // namespace http_min
