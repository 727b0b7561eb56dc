// exchange.hpp -- one question and its answer on one connection.
#pragma once

#include <http_min/client/client.hpp>
#include <http_min/wire/response_parser.hpp>
#include <rt/net/stream.hpp>

namespace http_min::detail {

class exchange {
  public:
    exchange(rt::stream server, const wire::limits& bounds)
        : server_(std::move(server)), limits_(bounds), parser_(bounds) {}
    exchange(const exchange&) = delete;
    exchange& operator=(const exchange&) = delete;

    rt::task<client::answer> run(const client_request& what, const client_url& where, client::pieces* body);

    // Afterwards: whether the connection is good for another one, which then takes it.
    bool may_go_on() const noexcept { return may_go_on_; }
    rt::stream take_server() { return std::move(server_); }

    // Whether the server has closed the connection before it has said anything: it may never have seen the question.
    bool was_stale() const noexcept { return !heard_anything_; }

  private:
    rt::task<std::error_code> send(const client_request& what, const client_url& where, client::pieces* body);
    rt::task<std::error_code> receive_head(std::string_view method);
    rt::task<std::error_code> receive_body(std::string& into);
    rt::task<std::error_code> receive();

    rt::stream server_;
    const wire::limits limits_;
    wire::response_parser parser_;
    std::string input_;
    std::size_t head_size_ = 0;
    bool heard_anything_ = false;
    bool ended_ = false;  // the server has nothing more to say
    bool may_go_on_ = false;
};

}  // namespace http_min::detail
