#include <netdb.h>

#include <cerrno>
#include <mutex>
#include <rt/core/ready.hpp>
#include <rt/loop/thread_pool.hpp>
#include <rt/net/resolver.hpp>

namespace rt {

namespace {

class resolver_errors final : public std::error_category {
  public:
    const char* name() const noexcept override { return "resolver"; }
    std::string message(int code) const override { return ::gai_strerror(code); }
};

}  // namespace

const std::error_category& resolver_category() noexcept {
    static const resolver_errors category;
    return category;
}

io_result<addresses> ask_the_system(const std::string& host, std::uint16_t port) {
    addrinfo wanted{};
    if (host.find('\0') != host.npos) return std::errc::invalid_argument;  // it would end there, unseen
    wanted.ai_socktype = SOCK_STREAM;  // else each address comes once for every kind of socket
    wanted.ai_flags = AI_NUMERICSERV;
    addrinfo* list = nullptr;
    const int refused = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &list);
    if (refused == EAI_SYSTEM) return std::error_code(errno, std::system_category());
    if (refused != 0) return std::error_code(refused, resolver_category());
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, &::freeaddrinfo);
    addresses found;
    for (const addrinfo* each = list; each != nullptr; each = each->ai_next)
        found.push_back(address::from(*each->ai_addr, each->ai_addrlen));
    return found;
}

// One lookup, shared by who waits and the pool: it ends when both have let go.
class resolving::lookup final : public thread_pool::job {
  public:
    lookup(resolving& who)
        : waits_(&who), home_(loop::current()), call_(who.call_), host_(who.host_), port_(who.port_) {}

    void start(std::shared_ptr<lookup> self) {
        self_ = std::move(self);
        thread_pool::shared().submit(*this);
    }

    // On the loop's thread. RETURNS false when the answer is on its way already.
    bool abandon() noexcept {
        if (thread_pool::shared().withdraw(*this)) {
            self_.reset();
            return true;
        }
        const std::lock_guard lock(mutex_);
        return std::exchange(waits_, nullptr) != nullptr;
    }

    io_result<addresses> answer = std::errc::timed_out;

  private:
    void run() noexcept override {
        try {
            answer = call_(host_, port_);
        } catch (const std::bad_alloc&) {
            answer = std::errc::not_enough_memory;
        }
    }
    void ended() noexcept override {
        const std::shared_ptr<lookup> until_the_end = std::move(self_);
        const std::lock_guard lock(mutex_);  // who waits cannot leave between the question and the post
        if (waits_ != nullptr) home_.post(*std::exchange(waits_, nullptr));
    }

    std::mutex mutex_;
    resolving* waits_;  // null: it has left, or was told
    loop& home_;
    const lookup_call call_;
    const std::string host_;
    const std::uint16_t port_;
    std::shared_ptr<lookup> self_;  // while the pool has it
};

resolving::resolving(std::string host, std::uint16_t port, duration limit, lookup_call call)
    : host_(std::move(host)), port_(port), limit_(limit), call_(call) {}

resolving::~resolving() = default;

bool resolving::await_ready() {
    cancelled_ = cancellation_pending();
    if (auto known = address::parse(host_, port_)) answer_ = addresses{*known};
    return cancelled_ || answer_;
}

void resolving::await_suspend(std::coroutine_handle<> caller, call_site at) {
    suspend(caller, at);
    loop& home = loop::current();
    asked_ = std::make_shared<lookup>(*this);
    try {
        asked_->start(asked_);
    } catch (...) {
        woken();  // no thread could be made: the caller goes on, with the error
        throw;
    }
    home.expect_post();
    if (limit_ != duration::max()) home.add(*this, deadline_after(home.clock_now(), limit_));
}

io_result<addresses> resolving::await_resume() {
    if (armed()) loop::current().remove(*this);
    if (cancelled_) throw cancelled{};
    if (asked_) {  // and it was not left
        loop::current().got_post();
        answer_ = std::move(asked_->answer);
    }
    return std::move(answer_);
}

// RETURNS whether it left before the answer was on its way.
bool resolving::leave() noexcept {
    if (!asked_ || !asked_->abandon()) return false;
    asked_.reset();
    loop::current().got_post();
    return true;
}

void resolving::cut_short() noexcept {
    if (!leave()) return;
    cancelled_ = true;
    make_ready(*this);
}

void resolving::expired(waiter_queue& ready) noexcept {
    if (leave()) ready.push(*this);
}

task<io_result<stream>> connect(std::string host, std::uint16_t port, duration limit) {
    loop& home = loop::current();
    const time_point deadline = deadline_after(home.clock_now(), limit);
    const auto found = co_await resolve(std::move(host), port).within(limit);
    if (!found) co_return found.error();
    std::error_code why = std::make_error_code(std::errc::host_unreachable);
    for (const address& each : *found) {
        const duration left = limit == duration::max() ? limit : deadline - home.clock_now();
        if (left <= duration::zero()) co_return std::errc::timed_out;
        auto connected = co_await connect(each, left);
        if (connected) co_return std::move(connected);
        why = connected.error();
    }
    co_return why;
}

}  // namespace rt
