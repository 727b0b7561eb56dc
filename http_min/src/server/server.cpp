#include <cerrno>
#include <cstdio>
#include <http_min/server/server.hpp>
#include <rt/loop/sleep.hpp>
#include <thread>

namespace http_min {

namespace {

using namespace std::chrono_literals;

rt::listener listen(const server_options& options) {
    rt::address at =
        rt::address::parse(options.host, options.port).value_or_throw("the host must be a numeric address");
    // What a killed process had in its ring, the listening socket too, the kernel cleans up some milliseconds after its
    // end: who restarts it at once waits for that and is not told that the port is in use.
    auto listening = rt::listener::listen(at);
    for (int tries = 20; tries > 0 && listening.error() == std::errc::address_in_use; --tries) {
        std::this_thread::sleep_for(10ms);
        listening = rt::listener::listen(at);
    }
    return std::move(listening).value_or_throw(("cannot listen on " + at.to_string()).c_str());
}

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
    : api_(api),
      options_(std::move(options)),
      listener_(listen(options_)),
      where_(listener_.local().value_or_throw("getsockname")),
      log_(options_.access_log),
      roll_call_(*this, options_.client_check) {}

rt::task<> server::run() {
    auto serve_all = [this](rt::task_group& connections) -> rt::task<> {
        connections.start_soon(rt::named("shutdown limit"), &server::limit_shutdown, this);
        static_cast<void>(co_await accepting_.run(accept_all(connections)));
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
    if (count_ == 0) over_.set();
}

rt::task<> server::accept_all(rt::task_group& connections) {
    while (!stopping_) {
        auto client = co_await listener_.accept();
        if (client)
            connections.start_soon(rt::named("connection"), serve_connection, std::ref(*this),
                                   std::move(*client));
        else
            co_await pause_accepting(client.error());
    }
}

// A client that left before it was accepted is no reason to wait. Without descriptors every attempt would fail at
// once: those that are served give theirs back in a while.
rt::task<> server::pause_accepting(std::error_code why) {
    if (!no_descriptor_left(why)) co_return;
    std::fprintf(stderr, "WARNING:  not accepting for a moment: %s (raise the limit: ulimit -n)\n",
                 why.message().c_str());
    co_await rt::sleep_for(100ms);
}

rt::task<> server::limit_shutdown() {
    co_await stop_.wait();
    co_await rt::sleep_for(options_.graceful_shutdown);
    over_.set();
}

std::string_view server::date() {
    return date_.at(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

void server::enter(connection& c) noexcept {
    c.next_ = first_;
    if (first_ != nullptr) first_->previous_ = &c;
    first_ = &c;
    ++count_;
    if (stopping_) c.stop_when_idle();  // it was accepted in the same moment
}

void server::leave(connection& c) noexcept {
    if (c.next_ != nullptr) c.next_->previous_ = c.previous_;
    (c.previous_ != nullptr ? c.previous_->next_ : first_) = c.next_;
    if (--count_ == 0) roll_call_.end();
    if (stopping_ && count_ == 0) over_.set();
}

}  // namespace http_min
