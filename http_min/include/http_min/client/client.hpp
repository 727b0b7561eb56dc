// client -- asks HTTP/1.1 servers, and keeps the connections for the next question.
//
//   http_min::client http;
//   auto answer = co_await http.get("http://127.0.0.1:8000/items/42");
//   if (!answer) return report(answer.error());
//   use(answer->status, answer->body);
//
// Redirects are not followed: they are answers. A time limit is a scope around it: rt::fail_after(2s, http.get(url)).
//
// Errors:    in the io_result: what connect, the resolver and the peer answer; std::errc::bad_message for what is no
//            response, message_size for a body over its limit, connection_aborted for one that ends too early,
//            invalid_argument for a URL that is none of ours (http only). rt::cancelled when its scope is cancelled.
// Lifetime:  outlives its requests. A request that fails or is cancelled drops its connection.
// Threads:   one loop's own; any number of requests at once.
#pragma once

#include <http_min/client/client_message.hpp>
#include <http_min/client/connection_pool.hpp>
#include <http_min/wire/limits.hpp>
#include <rt/core/async_generator.hpp>
#include <rt/core/task.hpp>
#include <rt/io/io_result.hpp>
#include <string>

namespace http_min {

struct client_options {
    wire::limits message;            // of one response
    std::size_t idle_per_host = 16;  // connections that are kept

    client_options() {}  // so that it is no aggregate (pitfall G2)
};

class client {
  public:
    using answer = rt::io_result<client_response>;
    using pieces = rt::async_generator<std::string>;

    explicit client(client_options options = {}) : options_(options), pool_(options.idle_per_host) {}
    client(const client&) = delete;
    client& operator=(const client&) = delete;

    rt::task<answer> get(std::string url);
    rt::task<answer> post(std::string url, std::string body, std::string media_type = "application/json");
    rt::task<answer> request(client_request what);

    // A body that is made while it is sent, chunked.
    rt::task<answer> request(client_request what, pieces body);

    const connection_pool& connections() const noexcept { return pool_; }

  private:
    rt::task<answer> send(client_request& what, pieces* body);

    const client_options options_;
    connection_pool pool_;
};

}  // namespace http_min
