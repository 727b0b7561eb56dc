#include <optional>
#include <rt/io/simulated_kernel.hpp>

namespace rt {

namespace {

thread_local int rings_here = 0;

std::optional<simulated_kernel>& kernel_here() {
    static thread_local std::optional<simulated_kernel> kernel;
    return kernel;
}

}  // namespace

simulated_kernel& simulated_kernel::here() {
    if (!kernel_here()) kernel_here().emplace();
    return *kernel_here();
}

bool simulated_kernel::is_in_use() noexcept { return rings_here > 0; }

simulated_kernel::use::use() {
    if (rings_here++ == 0 && here().descriptors.size() == 0) kernel_here().emplace();
}

simulated_kernel::use::~use() { --rings_here; }

}  // namespace rt
