// doctor_facts.hpp -- what this machine allows: each fact says what, why it matters, and how to mend it.
#pragma once
#include <string>
#include <vector>

namespace lab {

enum class health { ok, warn, fail };  // fail: the kit cannot do its job without it

struct fact {
    health state = health::ok;
    std::string what, why, fix;
};

// What io_uring_setup said, and what the system says about it. Pure, so that every refusal can be tested.
struct ring_probe {
    int error = 0;                // errno of io_uring_setup; 0 = a ring was made
    bool deferred = false;        // the kernel knows SINGLE_ISSUER | DEFER_TASKRUN
    int disabled_sysctl = -1;     // kernel.io_uring_disabled; -1 = this kernel has no such setting
    bool seccomp_filter = false;  // /proc/self/status: Seccomp: 2
    std::string kernel;
};
ring_probe probe_ring();
fact explain_ring(const ring_probe& probe);

std::vector<fact> facts_of_this_machine();

}  // namespace lab
