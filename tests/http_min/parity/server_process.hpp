// server_process -- the parity app as its users start it: example_parity, a process of its own on a port of its own.
//
// Errors:    ends the test when the program does not begin to serve.
// Lifetime:  killed and waited for at the end, also when the test's process is killed.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <rt/io/fd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace parity {

class server_process {
  public:
    explicit server_process(std::vector<std::string> arguments = {});
    server_process(const server_process&) = delete;
    server_process& operator=(const server_process&) = delete;
    ~server_process();

    std::uint16_t port() const { return port_; }

    // Sends bytes on a connection of their own. RETURNS everything that came until the server closed it, or 10 s were over.
    std::string exchange(std::string_view bytes) const;

    // RETURNS the exit status, or minus the number of the signal that ended it.
    int end_by(int signal);
    int wait();

    // What it has written so far, to standard output and standard error.
    std::string log();

  private:
    void read_until_listening();

    pid_t child_ = 0;
    rt::fd output_;
    std::string log_;
    std::uint16_t port_ = 0;
};

}  // namespace parity
