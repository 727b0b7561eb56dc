// request -- what a handler sees of the message it answers: `request&` as a parameter.
//
// The server (or a test client) keeps one for each connection and points it at one message after the other.
// Lifetime:  everything points into the connection's buffers: valid until the handler has ended, a plain
//            handler on a pool thread included, because the connection waits for it.
// Threads:   one handler at a time.
#pragma once

#include <cstdint>
#include <exception>
#include <http_min/app/json_body.hpp>
#include <http_min/app/path_values.hpp>
#include <http_min/app/state_table.hpp>
#include <http_min/wire/form_data.hpp>
#include <http_min/wire/request_head.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace http_min {

struct client_address {
    std::string_view host;  // "127.0.0.1"; empty where there is no network
    std::uint16_t port = 0;
};

class dependency_overrides;
class request_scope;
class response;
struct end_request_scope {
    void operator()(request_scope* scope) const noexcept;
};

class websocket;

class request {
  public:
    request() = default;
    request(const request&) = delete;  // its path may point into itself
    request& operator=(const request&) = delete;

    // For the server: the next message. `head` and `body` stay where they are until the app has answered.
    void assign(const wire::request_head& head, std::string_view body = {});
    void set_client(client_address client) { client_ = client; }  // once a connection is enough
    void set_scheme(std::string_view scheme) { scheme_ = scheme; }
    void set_root_path(std::string_view path) { root_path_ = path; }

    std::string_view method() const { return head_->method; }
    std::string_view path() const { return path_; }  // percent-decoded, valid UTF-8
    // What routes see of it: all of it, or what is below the mount.
    std::string_view route_path() const { return path_.substr(mounted_); }
    std::string_view query() const { return head_->target.query; }  // as it was sent, without the '?'
    std::string_view host() const { return head_->host; }
    std::string_view scheme() const { return scheme_; }
    std::string_view root_path() const {
        return root_path_;
    }  // what a proxy or a mount has taken off the path
    client_address client() const { return client_; }

    // Of a repeated header the first line. Names know no upper and lower case.
    std::optional<std::string_view> header(std::string_view name) const { return head_->headers.find(name); }
    const wire::header_view& headers() const { return head_->headers; }

    std::string_view body() const { return body_; }

    // The body for those who want JSON, read when it is first asked for.
    const json_body& as_json();

    // The body for those who want a form; of another type, an empty one.
    // Errors: http_exception 400 for one that is broken, 413 for one that has too much.
    const wire::form_data& as_form();

    // What the {names} of the route stand for. The router writes them.
    const path_values& path_parameters() const { return values_; }
    path_values& path_parameters() { return values_; }

    // Whether the app goes on when the client has left: see route_options. The app says so once it knows the route.
    void finish_without_client(bool yes) { finishes_without_client_ = yes; }
    bool finishes_without_client() const { return finishes_without_client_; }

    // What middleware lends to handlers, by type; and what the app does, which sets it.
    state_table& state() { return state_; }
    const state_table* app_state() const { return app_state_; }
    void set_app_state(const state_table& shared) { app_state_ = &shared; }

    const wire::request_head& head() const { return *head_; }

    // While it lives, routes see the path behind its next `length` characters.
    class below_mount;

    // What the request keeps beyond its handler; null where nothing does. Whoever has called app::handle(), and has sent the
    // response, asks `unfinished()` and then awaits app::finish().
    bool unfinished() const { return scope_ != nullptr; }
    request_scope* scope() const { return scope_.get(); }
    request_scope& open_scope(response& out);
    void close_scope() { scope_.reset(); }

    // For the app: what stands in for dependencies; null: nothing does.
    const dependency_overrides* overrides() const { return overrides_; }
    void set_overrides(const dependency_overrides* overrides) { overrides_ = overrides; }

    // The WebSocket that this request asks to become; null: it is a request like any other.
    websocket* as_websocket() const { return socket_; }
    void set_websocket(websocket* socket) { socket_ = socket; }

    // What nobody has handled, and a 500 stands for: the test client throws it again.
    void note_unhandled(std::exception_ptr error) { unhandled_ = std::move(error); }
    const std::exception_ptr& unhandled() const { return unhandled_; }

  private:
    const wire::request_head* head_ = nullptr;
    std::string_view path_;
    std::string_view body_;
    std::optional<json_body> json_;
    std::optional<wire::form_data> form_;
    client_address client_;
    std::string_view scheme_ = "http";
    std::string_view root_path_;
    std::size_t mounted_ = 0;  // so much of the path stands for the mounts above us
    std::exception_ptr unhandled_;
    websocket* socket_ = nullptr;
    bool finishes_without_client_ = false;
    path_values values_;
    state_table state_;
    const state_table* app_state_ = nullptr;
    std::unique_ptr<request_scope, end_request_scope> scope_;
    const dependency_overrides* overrides_ = nullptr;
    std::string scratch_;  // the decoded path, where decoding changed it; keeps its memory
};

class request::below_mount {
  public:
    below_mount(request& in, std::size_t length)
        : in_(in),
          app_state_before_(in.app_state_),
          mounted_before_(in.mounted_),
          root_before_(in.root_path_),
          root_(std::string(in.root_path_).append(in.route_path().substr(0, length))) {
        in.mounted_ += length;
        in.root_path_ = root_;
    }
    ~below_mount() {
        in_.app_state_ = app_state_before_;
        in_.mounted_ = mounted_before_;
        in_.root_path_ = root_before_;
    }
    below_mount(const below_mount&) = delete;
    below_mount& operator=(const below_mount&) = delete;

  private:
    request& in_;
    const state_table* app_state_before_;  // of the app around the mount
    std::size_t mounted_before_;
    std::string_view root_before_;
    std::string root_;
};

}  // namespace http_min
