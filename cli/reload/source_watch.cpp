#include "reload/source_watch.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "failure.hpp"

namespace lab::reload {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t writes =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_ONLYDIR;
constexpr int quiet_ms = 50;
constexpr int at_most = 100;  // turns: somebody may write all the time, and Ctrl-C waits

bool is_source(const fs::path& file) {
    constexpr std::array<std::string_view, 6> endings{".hpp", ".cpp", ".h", ".in", ".cmake", ".txt"};
    const auto ending = file.extension().string();
    return !file.filename().string().starts_with('.') && std::ranges::find(endings, ending) != endings.end();
}

bool is_left_out(const fs::path& folder) {
    const auto name = folder.filename().string();
    return name.starts_with('.') || name == "build" || name == "node_modules" || name == "__pycache__";
}

}  // namespace

source_watch::source_watch(const fs::path& root)
    : root_(root), fd_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
    if (fd_ < 0)
        throw environment_error(std::string("inotify_init1: ") + std::strerror(errno) +
                                " (see /proc/sys/fs/inotify/max_user_instances)");
    add(root);
}

source_watch::~source_watch() { ::close(fd_); }

void source_watch::add(const fs::path& folder) {
    const int watch = ::inotify_add_watch(fd_, folder.c_str(), writes);
    if (watch < 0 && errno == ENOSPC)
        throw environment_error("cannot watch " + folder.string() +
                                ": raise fs.inotify.max_user_watches (sysctl)");
    if (watch < 0) return;  // it is gone again, or not ours to read
    folders_[watch] = folder;
    std::error_code unreadable;
    for (const auto& entry : fs::directory_iterator(folder, unreadable))
        if (entry.is_directory() && !entry.is_symlink() && !is_left_out(entry.path())) add(entry.path());
}

std::optional<fs::path> source_watch::changed() {
    read_events();
    pollfd more{fd_, POLLIN, 0};
    for (int turns = 0; first_ && turns<at_most&& ::poll(&more, 1, quiet_ms)> 0; ++turns) read_events();
    return std::exchange(first_, std::nullopt);
}

void source_watch::read_events() {
    alignas(inotify_event) std::array<char, 1 << 14> buffer;
    const auto got = ::read(fd_, buffer.data(), buffer.size());
    for (ssize_t at = 0; at < got;) {
        const auto& event = *reinterpret_cast<const inotify_event*>(buffer.data() + at);
        at += static_cast<ssize_t>(sizeof event + event.len);
        if (event.mask & IN_Q_OVERFLOW) {  // events were lost: whatever they were, look again
            add(root_);
            first_ = first_.value_or(root_);
        }
        if (event.mask & IN_IGNORED) folders_.erase(event.wd);
        const auto folder = folders_.find(event.wd);
        if (event.len == 0 || folder == folders_.end()) continue;
        const auto path = folder->second / event.name;
        const bool is_folder = event.mask & IN_ISDIR;
        if (is_folder && !is_left_out(path) && (event.mask & (IN_CREATE | IN_MOVED_TO))) add(path);
        // A file that is created is written next: its IN_CLOSE_WRITE counts. A folder may have come with files.
        if (is_folder ? !is_left_out(path) : is_source(path) && !(event.mask & IN_CREATE))
            first_ = first_.value_or(path);
    }
}

}  // namespace lab::reload
