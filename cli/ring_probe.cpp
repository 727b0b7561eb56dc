#include "ring_probe.hpp"

#include <linux/io_uring.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace lab {
namespace {

// The flags that the kit's driver asks for; an older header may lack the names.
constexpr unsigned single_issuer = 1u << 12, defer_taskrun = 1u << 13;

int try_ring(unsigned flags) {
    io_uring_params params{};
    params.flags = flags;
    const auto fd = ::syscall(SYS_io_uring_setup, 4, &params);
    if (fd < 0) return errno;
    ::close(static_cast<int>(fd));
    return 0;
}

bool seccomp_filter_active() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("Seccomp:")) return line.find('2') != line.npos;
    return false;
}

std::string kernel_release() {
    utsname name{};
    ::uname(&name);
    return name.release;
}

}  // namespace

ring_probe probe_ring() {
    ring_probe probe;
    probe.kernel = kernel_release();
    probe.error = try_ring(0);
    probe.deferred = probe.error == 0 && try_ring(single_issuer | defer_taskrun) == 0;
    const auto sysctl = first_line("/proc/sys/kernel/io_uring_disabled");
    if (!sysctl.empty()) probe.disabled_sysctl = std::atoi(sysctl.c_str());
    probe.seccomp_filter = seccomp_filter_active();
    return probe;
}

fact explain_ring(const ring_probe& probe) {
    const auto refused =
        "io_uring: refused (" + std::string(probe.error ? ::strerrorname_np(probe.error) : "") +
        "): the server runs on epoll, lesson 09 on a simulated ring";
    const auto setting = "kernel.io_uring_disabled = " + std::to_string(probe.disabled_sysctl);
    if (probe.error == 0)
        return {health::ok, "io_uring: allowed",
                probe.deferred
                    ? "a ring was made, with SINGLE_ISSUER and DEFER_TASKRUN"
                    : "a ring was made, but without DEFER_TASKRUN (kernel before 6.1): COOP_TASKRUN instead",
                ""};
    if (probe.error == EPERM && probe.disabled_sysctl == 2)
        return {health::warn, refused, setting + " forbids it to everybody",
                "sudo sysctl kernel.io_uring_disabled=0"};
    if (probe.error == EPERM && probe.disabled_sysctl == 1)
        return {health::warn, refused,
                setting + " allows it only to root and to the group kernel.io_uring_group",
                "sudo sysctl kernel.io_uring_disabled=0, or join that group"};
    if (probe.error == EPERM || (probe.error == ENOSYS && probe.seccomp_filter))
        return {health::warn, refused,
                probe.seccomp_filter
                    ? "a seccomp filter refuses it, as Docker's and containerd's default profiles do"
                    : "a security module of this system refuses it",
                "docker run --security-opt seccomp=unconfined (or a profile that allows io_uring_setup, "
                "_enter, _register)"};
    if (probe.error == ENOSYS)
        return {health::warn, refused,
                "kernel " + probe.kernel + " is older than 5.1 or was built without io_uring",
                "a newer kernel (6.1 or later serves best)"};
    if (probe.error == ENOMEM)
        return {health::warn, refused, "a ring counts against RLIMIT_MEMLOCK on this kernel",
                "ulimit -l 8192"};
    return {health::warn, refused, std::string("io_uring_setup said: ") + std::strerror(probe.error),
            "free descriptors or memory"};
}

}  // namespace lab
