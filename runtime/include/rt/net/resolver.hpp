// resolve(host, port) -- the addresses that a host's name stands for, best first; connect(host, port) tries each.
//
// The system is asked on the thread pool (getaddrinfo: files, DNS, whatever is configured), which may take many seconds
// and cannot be called back. So who is cancelled or out of time leaves at once, and the answer, when it
// comes, is thrown away. A host that is written as numbers asks nobody.
//
// Errors:    of resolver_category(): EAI_NONAME, EAI_AGAIN …; std::errc::timed_out. connect() answers why the last
//            address could not be connected to.
// Lifetime:  what the lookup needs lives until it ends, with or without somebody who waits.
// Source:    getaddrinfo(3), RFC 6724 (their order).
// Threads:   the loop's own; the lookup runs on a pool thread.
#pragma once

#include <cstdint>
#include <memory>
#include <rt/core/cancel_scope.hpp>
#include <rt/io/io_result.hpp>
#include <rt/loop/loop.hpp>
#include <rt/net/address.hpp>
#include <rt/net/stream.hpp>
#include <string>
#include <vector>

namespace rt {

using addresses = std::vector<address>;

// What is asked: getaddrinfo, or whatever a test puts in its place. Called on a pool thread.
using lookup_call = io_result<addresses> (*)(const std::string& host, std::uint16_t port);
io_result<addresses> ask_the_system(const std::string& host, std::uint16_t port);

const std::error_category& resolver_category() noexcept;

class [[nodiscard("co_await it")]] resolving : waiter, timer {
  public:
    resolving(std::string host, std::uint16_t port, duration limit = duration::max(),
              lookup_call call = ask_the_system);
    ~resolving();

    resolving within(duration limit) const { return resolving(host_, port_, limit, call_); }

    bool await_ready();
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here());
    io_result<addresses> await_resume();

  private:
    class lookup;

    bool leave() noexcept;
    void cut_short() noexcept override;
    void expired(waiter_queue& ready) noexcept override;
    const char* waits_for() const noexcept override { return "name lookup"; }

    std::string host_;
    std::uint16_t port_;
    duration limit_;
    lookup_call call_;
    io_result<addresses> answer_ = std::errc::timed_out;
    std::shared_ptr<lookup> asked_;
    bool cancelled_ = false;
};

inline resolving resolve(std::string host, std::uint16_t port) { return resolving(std::move(host), port); }

// `limit` is for all of it: the lookup and every attempt.
task<io_result<stream>> connect(std::string host, std::uint16_t port, duration limit = duration::max());

}  // namespace rt
