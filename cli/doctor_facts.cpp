#include "doctor_facts.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "ring_probe.hpp"

namespace lab {
namespace {

std::string amount(rlim_t value, bool bytes) {
    if (value == RLIM_INFINITY) return "unlimited";
    return bytes ? std::to_string(value / 1024) + " KiB" : std::to_string(value);
}

fact limit_of_files() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const bool enough = limit.rlim_cur >= 1'024;
    const bool many = limit.rlim_cur >= 10'100, allowed = limit.rlim_max >= 20'000;
    return {many ? health::ok : health::warn, "open files: " + amount(limit.rlim_cur, false),
            many     ? "enough for 10,000 connections at once"
            : enough ? "enough for the lessons; 10,000 connections need 10,100"
                     : "some tests open a thousand sockets",
            many      ? ""
            : allowed ? "ulimit -n 20000"
                      : "raise the hard limit (" + amount(limit.rlim_max, false) +
                            "): /etc/security/limits.conf, or docker run --ulimit nofile=20000"};
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

std::string first_line(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

std::vector<fact> facts_of_this_machine() {
    const auto ring = probe_ring();
    std::vector<fact> facts{{health::ok, "kernel " + ring.kernel, "", ""},
                            explain_ring(ring),
                            limit_of_files(),
                            limit_of_locked_memory(),
                            cores(),
                            governor()};
    for (auto& each : cgroup_limits()) facts.push_back(std::move(each));
    return facts;
}

}  // namespace lab
