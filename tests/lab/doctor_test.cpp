#include <cerrno>

#include "doctor_facts.hpp"
#include "ring_probe.hpp"
#include "support/catch.hpp"

using namespace lab;

namespace {

fact refused(int error, int sysctl, bool seccomp) {
    ring_probe probe;
    probe.error = error;
    probe.disabled_sysctl = sysctl;
    probe.seccomp_filter = seccomp;
    probe.kernel = "4.19";
    return explain_ring(probe);
}

bool says(const std::string& text, const char* word) { return text.find(word) != text.npos; }

}  // namespace

TEST_CASE("a ring that was made is fine, with or without DEFER_TASKRUN") {
    ring_probe probe;
    CHECK(explain_ring(probe).state == health::ok);
    CHECK(says(explain_ring(probe).why, "COOP_TASKRUN instead"));
}

TEST_CASE("a refusal by the sysctl names its value and the command") {
    CHECK(says(refused(EPERM, 2, false).why, "kernel.io_uring_disabled = 2"));
    CHECK(says(refused(EPERM, 1, true).why, "io_uring_group"));
    CHECK(says(refused(EPERM, 2, false).fix, "sysctl kernel.io_uring_disabled=0"));
}

TEST_CASE("a refusal with the sysctl at 0 is a seccomp filter's, as in Docker") {
    const auto fact = refused(EPERM, 0, true);
    CHECK(fact.state == health::warn);
    CHECK(says(fact.what, "EPERM"));
    CHECK(says(fact.why, "Docker"));
    CHECK(says(fact.fix, "--security-opt seccomp"));
    CHECK(says(refused(ENOSYS, 0, true).why, "seccomp"));
}

TEST_CASE("a kernel without io_uring is named") {
    CHECK(says(refused(ENOSYS, -1, false).why, "kernel 4.19"));
}

TEST_CASE("every fact about this machine that is not ok says how to mend it") {
    for (const auto& each : facts_of_this_machine()) {
        CHECK(!each.what.empty());
        if (each.state != health::ok) CHECK(!each.fix.empty());
    }
}
