#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <http_min/app/open_files.hpp>
#include <string_view>
#include <system_error>
#include <utility>

namespace http_min {

namespace {

// A pipe without a writer would block the open: O_NONBLOCK. What is no file is closed again unread.
constexpr int reading = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

opened_file look_at(rt::fd opened) {
    opened_file found;
    if (!opened) {
        if (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == EIO)
            throw std::system_error(errno, std::system_category(), "open");
        return found;
    }
    struct stat status {};
    if (::fstat(opened.get(), &status) < 0) throw std::system_error(errno, std::system_category(), "fstat");
    if (S_ISDIR(status.st_mode)) found.is = opened_file::kind::directory;
    if (!S_ISREG(status.st_mode)) return found;
    found.is = opened_file::kind::file;
    found.descriptor = std::move(opened);
    found.size = static_cast<std::uint64_t>(status.st_size);
    found.modified =
        std::chrono::seconds(status.st_mtim.tv_sec) + std::chrono::nanoseconds(status.st_mtim.tv_nsec);
    return found;
}

rt::fd open_by_steps(const rt::fd& directory, std::string_view path) {
    rt::fd here(::openat(directory.get(), ".", O_PATH | O_DIRECTORY | O_CLOEXEC));
    while (here && !path.empty()) {
        const std::size_t slash = path.find('/');
        const std::string step(path.substr(0, slash));
        path = slash == path.npos ? std::string_view() : path.substr(slash + 1);
        const bool is_last = slash == path.npos || path.empty();
        if (step.empty() || step == "..") {
            errno = EXDEV;
            return rt::fd();
        }
        here =
            rt::fd(::openat(here.get(), step.c_str(),
                            is_last ? reading | O_NOFOLLOW : O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    }
    return here;
}

}  // namespace

opened_file open_file(const std::string& path) { return look_at(rt::fd(::open(path.c_str(), reading))); }

opened_file open_beneath(const rt::fd& directory, const std::string& path) {
    if (path.find('\0') != path.npos) return {};
    open_how how{};
    how.flags = reading;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    const char* const name = path.empty() ? "." : path.c_str();
    rt::fd opened(static_cast<int>(::syscall(SYS_openat2, directory.get(), name, &how, sizeof how)));
    const bool is_unknown = !opened && (errno == ENOSYS || errno == EPERM);  // an old kernel, or a sandbox
    if (is_unknown) opened = open_by_steps(directory, name);
    return look_at(std::move(opened));
}

}  // namespace http_min
