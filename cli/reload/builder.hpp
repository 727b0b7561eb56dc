// builder.hpp -- a build beside everything else: in a process of its own, so that servers run on and saves and
// Ctrl-C are seen meanwhile. (What build() starts, it also sweeps away: it would sweep away the servers too.)
//
// Lifetime: a build does not outlive its builder.
#pragma once
#include <sys/types.h>

#include <csignal>
#include <optional>
#include <string>

#include "build.hpp"

namespace lab::reload {

class builder {
  public:
    builder() = default;
    ~builder() { stop(); }
    builder(builder&&) = delete;

    // `mask`: the signals that are blocked outside of lab's event loop.
    void start(const context& lab, const build_request& request, const sigset_t& mask);
    bool is_building() const { return output_ >= 0; }
    int descriptor() const { return output_; }  // readable when there is something for finished()
    void stop();

    // RETURNS whether the build has ended. Then failure() says what is wrong, if anything is.
    bool finished();
    const std::optional<std::string>& failure() const { return failure_; }

  private:
    pid_t pid_ = 0;
    int output_ = -1;
    std::string said_;
    std::optional<std::string> failure_;
};

}  // namespace lab::reload
