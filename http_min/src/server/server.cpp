#include <cerrno>
#include <http_min/server/listening_socket.hpp>
#include <http_min/server/server.hpp>
#include <rt/loop/sleep.hpp>
#include <string>

namespace http_min {

namespace {

using namespace std::chrono_literals;

rt::task<> serve_connection(server& owner, rt::stream client) {
    connection c(owner, std::move(client));
    co_await c.run();
}

bool no_descriptor_left(std::error_code why) noexcept {
    return why == std::errc::too_many_files_open || why == std::errc::too_many_files_open_in_system ||
           why == std::errc::no_buffer_space || why == std::errc::not_enough_memory;
}

}  // namespace

server::server(const app& api, server_options options)
    : server(api, options, open_listener(options), nullptr) {}

server::server(const app& api, server_options options, rt::listener clients, server_totals* totals)
    : api_(api),
      options_(std::move(options)),
      listener_(std::move(clients)),
      where_(listener_.local().value_or_throw("getsockname")),
      totals_(totals != nullptr ? *totals : own_totals_),
      proxies_(options_.proxy_headers ? options_.forwarded_allow_ips : ""),
      reload_notice_(options_.reload_notice),
      about_itself_(options_.log),
      log_(options_.access_log && about_itself_.shows(log_level::info)),
      roll_call_(*this, options_.client_check) {}

rt::task<> server::run() {
    auto serve_all = [this](rt::task_group& connections) -> rt::task<> {
        connections.start_soon(rt::named("shutdown limit"), &server::limit_shutdown, this);
        static_cast<void>(co_await accepting_.run(accept_all(connections)));
        accepts_ = false;
        end_when_idle();
        co_await over_.wait();
        connections.scope().cancel();
    };
    co_await rt::with_task_group(serve_all);
}

void server::stop() {
    if (stopping_) return over_.set();
    stopping_ = true;
    accepting_.cancel();
    for (connection* c = first_; c != nullptr; c = c->next_) c->stop_when_idle();
    stop_.set();
    end_when_idle();
}

// A client whose accept has ended in the very moment of stop() is none that we may forget.
void server::end_when_idle() {
    if (stopping_ && !accepts_ && arriving_ + count_ == 0) over_.set();
}

rt::task<> server::accept_all(rt::task_group& connections) {
    while (!stopping_) {
        auto client = co_await listener_.accept();
        if (!client) {
            co_await pause_accepting(client.error());
            continue;
        }
        ++arriving_;
        connections.start_soon(rt::named("connection"), serve_connection, std::ref(*this),
                               std::move(*client));
    }
}

// A client that left before it was accepted is no reason to wait. Without descriptors every attempt would fail at
// once: those that are served give theirs back in a while.
rt::task<> server::pause_accepting(std::error_code why) {
    if (!no_descriptor_left(why)) co_return;
    about_itself_.warning("not accepting for a moment: " + why.message() + " (raise the limit: ulimit -n)");
    co_await rt::sleep_for(100ms);
}

rt::task<> server::limit_shutdown() {
    co_await stop_.wait();
    co_await rt::sleep_for(options_.graceful_shutdown);
    over_.set();
}

std::string_view server::date() {
    if (!options_.date_header) return {};
    return date_.at(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

bool server::is_full() const noexcept {
    return options_.connections > 0 && totals_.connections > options_.connections;
}

void server::arrived(request& in, client_address peer) const {
    if (options_.proxy_headers) proxies_.apply(in, peer);
    in.set_root_path(options_.root_path);
}

void server::sending(response& out, const request& in) const {
    if (options_.server_header && !out.headers.find("server")) out.headers.add("server", "http_min");
    for (const auto& [name, value] : options_.headers) out.headers.add(name, value);
    reload_notice_.add_to(out, in);
}

void server::answered(std::string_view client, const wire::request_head& head, int status) {
    log_.line(client, head, status);
    if (options_.requests == 0 || ++totals_.requests != options_.requests) return;
    about_itself_.warning("Maximum request limit of " + std::to_string(options_.requests) +
                          " exceeded. Terminating process.");
    totals_.enough ? totals_.enough() : stop();
}

void server::enter(connection& c) noexcept {
    c.next_ = first_;
    if (first_ != nullptr) first_->previous_ = &c;
    first_ = &c;
    ++count_;
    --arriving_;
    ++totals_.connections;
    if (stopping_) c.stop_when_idle();  // it was accepted in the same moment
}

void server::leave(connection& c) noexcept {
    if (c.next_ != nullptr) c.next_->previous_ = c.previous_;
    (c.previous_ != nullptr ? c.previous_->next_ : first_) = c.next_;
    if (--count_ == 0) roll_call_.end();
    --totals_.connections;
    end_when_idle();
}

}  // namespace http_min
