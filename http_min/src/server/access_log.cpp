#include <unistd.h>

#include <cerrno>
#include <http_min/server/access_log.hpp>
#include <http_min/wire/status.hpp>
#include <rt/loop/spawn.hpp>
#include <utility>

namespace http_min {

void access_log::line(std::string_view client, const wire::request_head& head, int status) {
    if (!enabled_) return;
    text_.append("INFO:     ").append(client).append(" - \"").append(head.method).append(" ");
    text_.append(head.target.text);
    text_.append(head.version == wire::http_version::http_1_1 ? " HTTP/1.1\" " : " HTTP/1.0\" ");
    text_.append(std::to_string(status)).append(" ").append(wire::reason_phrase(status)).append("\n");
    write_soon();
}

void access_log::refused(std::string_view client, const wire::refusal& why) {
    if (!enabled_) return;
    text_.append("WARNING:  ").append(client).append(" - refused with ").append(std::to_string(why.status));
    text_.append(": ").append(why.reason).append("\n");
    write_soon();
}

// A spawned task runs after everything that is ready now: one write for all the requests of a turn.
void access_log::write_soon() {
    if (std::exchange(write_is_due_, true)) return;
    rt::spawn(write_all(), "access log");
}

rt::task<> access_log::write_all() {
    write();
    co_return;
}

void access_log::write() noexcept {
    write_is_due_ = false;
    std::string_view rest = text_;
    while (!rest.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) break;
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    text_.clear();
}

}  // namespace http_min
