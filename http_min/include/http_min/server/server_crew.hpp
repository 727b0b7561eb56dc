// server_crew -- the servers of one process, one on each of its loops, that accept from one socket and end together.
//
// The app's startup runs before any of them accepts, its shutdown when all have ended, both on the first loop.
//
// Errors:    run() throws what the startup or the shutdown throws.
// Lifetime:  outlives its run. The app outlives it.
// Threads:   run() and stop() on the first loop; each server is its own loop's.
#pragma once

#include <functional>
#include <http_min/server/server.hpp>
#include <memory>
#include <rt/core/cancel_scope.hpp>
#include <rt/io/runtime.hpp>
#include <rt/sync/event.hpp>
#include <vector>

namespace http_min {

class server_crew {
  public:
    server_crew(const app& api, const server_options& options);

    // Serves until stop(). `loops`: where the others run; null when there is one only.
    rt::task<> run(rt::runtime* loops, std::function<void()> when_ready);

    // As server::stop(), of all; a second call does not wait.
    void stop();

    // Set when stop() has been called and the connections of every loop have ended or need not be waited for.
    rt::event& over() noexcept { return over_; }
    bool is_idle() const noexcept { return totals_.connections == 0; }
    const rt::address& where() const noexcept { return servers_[0]->where(); }
    const server_log& log() const noexcept { return log_; }

  private:
    rt::task<> serve_and_tell(std::size_t i);
    rt::task<> tell_when_over(std::size_t i);
    void stop_from_any_loop();

    const app& api_;
    const server_log log_;
    server_totals totals_;
    std::vector<std::unique_ptr<server>> servers_;
    rt::runtime* loops_ = nullptr;
    rt::cancel_scope starting_;  // the app's startup, which may take long
    bool starts_ = true;
    // Counted on the first loop.
    std::size_t not_over_ = 0;
    rt::event over_;
    std::size_t running_ = 0;  // of the others
    rt::event others_have_ended_;
};

}  // namespace http_min
