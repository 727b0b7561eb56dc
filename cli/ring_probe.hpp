// ring_probe.hpp -- may we use io_uring here, and if not, who refuses it?
#pragma once
#include <string>

#include "doctor_facts.hpp"

namespace lab {

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

}  // namespace lab
