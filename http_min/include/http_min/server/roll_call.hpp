// roll_call -- finds out who has left while the app is at work for him: twice a second it asks each such connection.
//
// A connection that was reset, or is over in both directions, has nobody at its other end; a client that has merely
// finished sending still waits for its answer. To ask now and then costs a handler that answers at once nothing, and
// leaves what the client sends meanwhile where it is: a read in flight would have to be taken back, and its bytes kept.
//
// Invariant: armed only while the app was at work for somebody when it last asked: an idle server sleeps.
// Threads:   the loop's own.
#pragma once

#include <rt/loop/loop.hpp>

namespace http_min {

class server;

class roll_call final : rt::timer {
  public:
    roll_call(server& whose, rt::duration period) : server_(whose), period_(period) {}

    void begin() {
        if (!armed()) arm();
    }
    void end() noexcept {
        if (armed()) rt::loop::current().remove(*this);
    }

  private:
    void arm();
    void expired(rt::waiter_queue&) noexcept override;

    server& server_;
    const rt::duration period_;
};

}  // namespace http_min
