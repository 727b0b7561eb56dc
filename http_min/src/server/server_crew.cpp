#include <fcntl.h>

#include <http_min/server/listening_socket.hpp>
#include <http_min/server/server_crew.hpp>
#include <rt/loop/spawn.hpp>

namespace http_min {

namespace {

// A socket of its own for each loop, onto the same queue of clients: who is free takes the next one, and none is left
// behind in the queue of a loop that has ended.
rt::listener another(const rt::listener& first) {
    rt::fd copy(::fcntl(first.descriptor().get(), F_DUPFD_CLOEXEC, 3));
    return rt::listener::adopt(std::move(copy)).value_or_throw("dup of the listening socket");
}

}  // namespace

server_crew::server_crew(const app& api, const server_options& options) : api_(api), log_(options.log) {
    rt::listener first = open_listener(options);
    std::vector<rt::listener> more;
    for (int i = 1; i < options.threads; ++i) more.push_back(another(first));
    totals_.enough = [this] { stop_from_any_loop(); };
    servers_.push_back(std::make_unique<server>(api, options, std::move(first), &totals_));
    for (rt::listener& each : more)
        servers_.push_back(std::make_unique<server>(api, options, std::move(each), &totals_));
}

rt::task<> server_crew::run(rt::runtime* loops, std::function<void()> when_ready) {
    loops_ = loops;
    log_.info("Waiting for application startup.");
    const bool started = co_await starting_.run(api_.start());
    starts_ = false;
    if (!started) {
        log_.info("Application startup interrupted.");
        co_return;
    }
    log_.info("Application startup complete.");
    when_ready();
    not_over_ = servers_.size();
    running_ = servers_.size() - 1;
    rt::spawn(tell_when_over(0), "end of the first loop");
    for (std::size_t i = 1; i < servers_.size(); ++i) {
        loops_->spawn_on(i, [this, i]() -> rt::task<> { return tell_when_over(i); });
        loops_->spawn_on(i, [this, i]() -> rt::task<> { return serve_and_tell(i); });
    }
    co_await servers_[0]->run();
    if (running_ > 0) co_await others_have_ended_.wait();
    log_.info("Waiting for application shutdown.");
    co_await api_.stop();
    log_.info("Application shutdown complete.");
}

rt::task<> server_crew::serve_and_tell(std::size_t i) {
    co_await servers_[i]->run();
    loops_->spawn_on(0, [this]() -> rt::task<> {
        if (--running_ == 0) others_have_ended_.set();
        co_return;
    });
}

rt::task<> server_crew::tell_when_over(std::size_t i) {
    co_await servers_[i]->over().wait();
    auto count = [this]() -> rt::task<> {
        if (--not_over_ == 0) over_.set();
        co_return;
    };
    if (i == 0)
        co_await count();
    else
        loops_->spawn_on(0, count);
}

void server_crew::stop_from_any_loop() {
    if (loops_ == nullptr) return stop();
    loops_->spawn_on(0, [this]() -> rt::task<> {
        stop();
        co_return;
    });
}

void server_crew::stop() {
    if (starts_) return starting_.cancel();
    servers_[0]->stop();
    for (std::size_t i = 1; i < servers_.size(); ++i)
        loops_->spawn_on(i, [s = servers_[i].get()]() -> rt::task<> {
            s->stop();
            co_return;
        });
}

}  // namespace http_min
