#include "doctor_facts.hpp"

#include <linux/io_uring.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

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

std::string first_line(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
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

std::string amount(rlim_t value, bool bytes) {
    if (value == RLIM_INFINITY) return "unlimited";
    return bytes ? std::to_string(value / 1024) + " KiB" : std::to_string(value);
}

fact limit_of_files() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const bool enough = limit.rlim_cur >= 1'024;
    const bool many = limit.rlim_cur >= 10'100;
    return {many ? health::ok : health::warn, "open files: " + amount(limit.rlim_cur, false),
            many     ? "enough for 10,000 connections at once"
            : enough ? "enough for the lessons; 10,000 connections need 10,100"
                     : "some tests open a thousand sockets",
            many ? "" : "ulimit -n 20000 (the hard limit is " + amount(limit.rlim_max, false) + ")"};
}

fact limit_of_locked_memory() {
    rlimit limit{};
    ::getrlimit(RLIMIT_MEMLOCK, &limit);
    const bool enough = limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= (1u << 20) || ::geteuid() == 0;
    return {enough ? health::ok : health::warn, "locked memory: " + amount(limit.rlim_cur, true),
            enough ? "enough for rings and registered buffers"
                   : "before kernel 5.12 a ring counts against it; registered buffers always do",
            enough ? "" : "ulimit -l 8192, or LimitMEMLOCK= of the service"};
}

fact cores() {
    const auto count = std::thread::hardware_concurrency();
    return {count > 1 ? health::ok : health::warn, "cores: " + std::to_string(count),
            count > 1 ? "client and server do not share one"
                      : "client and server share one: latencies say little",
            count > 1 ? "" : "compare CPU time, as `lab bench` does"};
}

fact governor() {
    const auto name = first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    if (name.empty())
        return {health::ok, "CPU governor: not visible", "a virtual machine; its host decides", ""};
    const bool steady = name == "performance";
    return {steady ? health::ok : health::warn, "CPU governor: " + name,
            steady ? "the clock is steady" : "the clock moves with the load, and figures with it",
            steady ? "" : "cpupower frequency-set -g performance, while you measure"};
}

// This process's cgroup v2 folder; in a container its own root.
std::filesystem::path cgroup_folder() {
    const std::filesystem::path root = "/sys/fs/cgroup";
    const auto line = first_line("/proc/self/cgroup");
    const auto path = line.starts_with("0::/") ? root / line.substr(4) : root;
    return std::filesystem::exists(path / "cpu.max") ? path : root;
}

std::vector<fact> cgroup_limits() {
    const auto folder = cgroup_folder();
    std::vector<fact> facts;
    const auto cpu = first_line(folder / "cpu.max");
    if (!cpu.empty() && !cpu.starts_with("max"))
        facts.push_back(
            {health::warn, "cgroup CPU limit: " + cpu,
             "microseconds per period: the group is stopped in between, which shows in every latency",
             "docker run without --cpus, or measure CPU time"});
    const auto memory = first_line(folder / "memory.max");
    if (!memory.empty() && memory != "max" && std::stoull(memory) < (1ull << 30))
        facts.push_back({health::warn,
                         "cgroup memory limit: " + std::to_string(std::stoull(memory) >> 20) + " MiB",
                         "compiling needs about 1 GiB per job",
                         "docker run -m 2g, or build with CMAKE_BUILD_PARALLEL_LEVEL=1"});
    if (facts.empty()) facts.push_back({health::ok, "cgroup limits", "none that matters here", ""});
    return facts;
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
        "io_uring: refused (" + std::string(probe.error ? ::strerrorname_np(probe.error) : "") + ")";
    const auto setting = "kernel.io_uring_disabled = " + std::to_string(probe.disabled_sysctl);
    if (probe.error == 0)
        return {health::ok, "io_uring: allowed",
                probe.deferred
                    ? "a ring was made, with SINGLE_ISSUER and DEFER_TASKRUN"
                    : "a ring was made, but without DEFER_TASKRUN (kernel before 6.1): COOP_TASKRUN instead",
                ""};
    if (probe.error == EPERM && probe.disabled_sysctl == 2)
        return {health::fail, refused, setting + " forbids it to everybody",
                "sudo sysctl kernel.io_uring_disabled=0"};
    if (probe.error == EPERM && probe.disabled_sysctl == 1)
        return {health::fail, refused,
                setting + " allows it only to root and to the group kernel.io_uring_group",
                "sudo sysctl kernel.io_uring_disabled=0, or join that group"};
    if (probe.error == EPERM || (probe.error == ENOSYS && probe.seccomp_filter))
        return {health::fail, refused,
                probe.seccomp_filter
                    ? "a seccomp filter refuses it, as Docker's and containerd's default profiles do"
                    : "a security module of this system refuses it",
                "docker run --security-opt seccomp=unconfined (or a profile that allows io_uring_setup, "
                "_enter, _register)"};
    if (probe.error == ENOSYS)
        return {health::fail, refused,
                "kernel " + probe.kernel + " is older than 5.1 or was built without io_uring",
                "a newer kernel (6.1 or later serves best)"};
    if (probe.error == ENOMEM)
        return {health::fail, refused, "a ring counts against RLIMIT_MEMLOCK on this kernel",
                "ulimit -l 8192"};
    return {health::fail, refused, std::string("io_uring_setup said: ") + std::strerror(probe.error),
            "free descriptors or memory"};
}

std::vector<fact> facts_of_this_machine() {
    std::vector<fact> facts{{health::ok, "kernel " + kernel_release(), "", ""},
                            explain_ring(probe_ring()),
                            limit_of_files(),
                            limit_of_locked_memory(),
                            cores(),
                            governor()};
    for (auto& each : cgroup_limits()) facts.push_back(std::move(each));
    return facts;
}

}  // namespace lab
