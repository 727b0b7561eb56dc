// simulated_kernel -- what stands behind a simulated ring: descriptors, files and a network, all in memory.
//
// Each thread has one, and it outlives its rings, as the real one does: a listener is made before the loop, a
// stream closed after it. While a simulated ring lives on the thread, rt::syscalls makes new sockets here. A
// ring that finds no other ring and no open descriptor begins with a new kernel, so that the same seed gives
// the same run.
//
// Lifetime:  its descriptors end with the thread.
// Threads:   its own only: two loops on two threads do not see each other's sockets.
#pragma once

#include <rt/io/open_file.hpp>
#include <rt/io/simulated_files.hpp>
#include <rt/io/simulated_network.hpp>

namespace rt {

class simulated_kernel {
  public:
    static simulated_kernel& here();
    static bool is_in_use() noexcept;
    static bool knows(int number) noexcept { return number >= descriptor_table::first_number; }

    // A ring holds one of these.
    class use {
      public:
        use();
        use(const use&) = delete;
        use& operator=(const use&) = delete;
        ~use();
        simulated_kernel& kernel() const noexcept { return *kernel_; }

      private:
        std::shared_ptr<simulated_kernel> kernel_;  // a ring in a global variable ends after the thread's own
    };

    simulated_files files{descriptors};
    simulated_network network{descriptors};
    descriptor_table descriptors;  // the last: a socket leaves the network when it is closed
};

}  // namespace rt
