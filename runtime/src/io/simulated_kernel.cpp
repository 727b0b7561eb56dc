#include <rt/io/simulated_kernel.hpp>

namespace rt {

namespace {

thread_local int rings_here = 0;

std::shared_ptr<simulated_kernel>& kernel_here() {
    static thread_local auto kernel = std::make_shared<simulated_kernel>();
    return kernel;
}

}  // namespace

simulated_kernel& simulated_kernel::here() { return *kernel_here(); }

bool simulated_kernel::is_in_use() noexcept { return rings_here > 0; }

simulated_kernel::use::use() {
    if (rings_here++ == 0 && here().descriptors.size() == 0) kernel_here() = std::make_shared<simulated_kernel>();
    kernel_ = kernel_here();
}

simulated_kernel::use::~use() { --rings_here; }

}  // namespace rt
