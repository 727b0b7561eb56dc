// server -- listens, accepts, and keeps its connections together until the last one has ended.
//
//     http_min::server server(api, options);            // the port is taken here
//     rt::run(server.run());                            // until stop()
//
// Errors:    the constructor throws std::system_error when the address cannot be had.
// Lifetime:  app and server outlive run(). run() returns when every connection has ended.
// Threads:   one loop's own: all of it.
#pragma once

#include <atomic>
#include <functional>
#include <http_min/app/app.hpp>
#include <http_min/server/access_log.hpp>
#include <http_min/server/connection.hpp>
#include <http_min/server/proxy_trust.hpp>
#include <http_min/server/reload_notice.hpp>
#include <http_min/server/roll_call.hpp>
#include <http_min/server/server_options.hpp>
#include <http_min/wire/date.hpp>
#include <rt/core/task_group.hpp>
#include <rt/net/listener.hpp>
#include <rt/sync/event.hpp>
#include <string_view>

namespace http_min {

// What the servers of a process count together.
struct server_totals {
    std::atomic<std::size_t> connections = 0;
    std::atomic<std::size_t> requests = 0;
    std::function<void()>
        enough;  // called once, when options.requests have been answered; null: the server stops
};

class server {
  public:
    server(const app& api, server_options options);
    // On a socket that is open already, and counting together with others. REQUIRES: `totals` outlives it.
    server(const app& api, server_options options, rt::listener clients, server_totals* totals);
    server(const server&) = delete;
    server& operator=(const server&) = delete;

    // Accepts and serves until stop(); then as long as requests are in flight, but no longer than graceful_shutdown:
    // those that are left are cancelled. Connections are its children: none outlives it, also when it is cancelled.
    rt::task<> run();

    // Set when stop() has been called and the last connection has ended or need not be waited for.
    rt::event& over() noexcept { return over_; }

    // No new connections; idle ones end now, the others after their answer. A second call does not wait for those.
    void stop();

    const rt::address& where() const noexcept { return where_; }
    std::size_t connections() const noexcept { return count_; }

    const app& api() const noexcept { return api_; }
    const server_options& options() const noexcept { return options_; }
    access_log& log() noexcept { return log_; }
    std::string_view date();        // for the Date field, of now; empty when there shall be none
    bool is_full() const noexcept;  // more connections than options.connections

    // For connections.
    void enter(connection& c) noexcept;
    void leave(connection& c) noexcept;
    void expect_answer() { roll_call_.begin(); }           // the app is at work for one of them
    void arrived(request& in, client_address peer) const;  // scheme, client and root path, as a proxy says
    void sending(response& out, const request& in) const;  // what every answer has
    void answered(std::string_view client, const wire::request_head& head, int status);

  private:
    rt::task<> accept_all(rt::task_group& connections);
    rt::task<> pause_accepting(std::error_code why);
    void end_when_idle();
    rt::task<> limit_shutdown();

    friend class roll_call;

    const app& api_;
    server_options options_;
    rt::listener listener_;
    rt::address where_;
    server_totals own_totals_;
    server_totals& totals_;
    const proxy_trust proxies_;
    const reload_notice reload_notice_;
    const server_log about_itself_;
    access_log log_;
    wire::date_cache date_;
    connection* first_ = nullptr;
    roll_call roll_call_;
    std::size_t count_ = 0;
    std::size_t arriving_ = 0;  // accepted, but their connection has not begun yet
    rt::cancel_scope accepting_;
    bool accepts_ = true;  // or may have accepted one that we have not seen yet
    bool stopping_ = false;
    rt::event over_;
    rt::event stop_;
};

}  // namespace http_min
