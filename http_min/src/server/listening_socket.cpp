#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <http_min/server/listening_socket.hpp>
#include <stdexcept>
#include <string_view>
#include <thread>

namespace http_min {

namespace {

using namespace std::chrono_literals;

constexpr int first_passed_on = 3;  // SD_LISTEN_FDS_START

std::string_view from_environment(const char* name) noexcept {
    const char* const value = std::getenv(name);
    return value != nullptr ? value : "";
}

rt::listener adopt(int descriptor) {
    rt::fd copy(::fcntl(descriptor, F_DUPFD_CLOEXEC, first_passed_on));
    return rt::listener::adopt(std::move(copy))
        .value_or_throw(("descriptor " + std::to_string(descriptor) + " is no listening socket").c_str());
}

rt::address address_of(const server_options& options) {
    if (!options.uds.empty()) return rt::address::at_path(options.uds).value_or_throw("--uds");
    return rt::address::parse(options.host, options.port)
        .value_or_throw("the host must be a numeric address");
}

// What a server that has ended has left in the file system; not what is no socket.
void remove_old_socket(const std::string& path) noexcept {
    struct stat what {};
    if (::lstat(path.c_str(), &what) == 0 && S_ISSOCK(what.st_mode)) ::unlink(path.c_str());
}

}  // namespace

bool is_activated() noexcept {
    const std::string_view count = from_environment("LISTEN_FDS");
    const std::string_view whose = from_environment("LISTEN_PID");
    return !count.empty() && count != "0" && (whose.empty() || whose == std::to_string(::getpid()));
}

rt::listener open_listener(const server_options& options) {
    if (is_activated()) return adopt(first_passed_on);
    if (options.fd >= 0) return adopt(options.fd);
    if (!options.uds.empty()) remove_old_socket(options.uds);
    const rt::address at = address_of(options);
    const rt::listener::options how(options.backlog);
    // What a killed process had in its ring, the listening socket too, the kernel cleans up some milliseconds after its
    // end: who restarts it at once waits for that and is not told that the port is in use.
    auto listening = rt::listener::listen(at, how);
    for (int tries = 20; tries > 0 && listening.error() == std::errc::address_in_use; --tries) {
        std::this_thread::sleep_for(10ms);
        listening = rt::listener::listen(at, how);
    }
    if (listening && !options.uds.empty())
        ::chmod(options.uds.c_str(), 0666);  // as uvicorn: who may see it may ask
    return std::move(listening).value_or_throw(("cannot listen on " + at.to_string()).c_str());
}

std::string name_of(const rt::address& where) {
    if (where.is_internet()) return "http://" + where.to_string();
    return "unix socket " + where.host();
}

}  // namespace http_min
