// ring_await -- the toy of lesson 09: co_await a ring's operation; one entry into the kernel carries many.
//
// Errors:    an operation's error is its result: -errno. A ring that refuses entry is a std::system_error.
// Lifetime:  a request lives in the awaiting frame, until its completion has resumed that frame.
// Invariant: each request that was started has one completion, and resumes its frame once.
#pragma once
#include <cstdint>
#include <map>
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>
#include <rt/io/ring.hpp>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace lesson09 {

enum class submit { each_operation, once_a_turn };

struct request : io_uring_sqe {  // what is asked
    request() : io_uring_sqe{} {}
    int result = 0;                  // what came back
    std::coroutine_handle<> caller;  // who is resumed then
};

template <rt::ring Ring>
class mini_loop {
  public:
    explicit mini_loop(Ring& ring, submit when = submit::once_a_turn) : ring_(ring), when_(when) {}

    struct awaiter : request {
        mini_loop& home;
        awaiter(mini_loop& loop, io_uring_op what, int to, const void* data, std::size_t n) : home(loop) {
            io_uring_prep_rw(what, this, to, data, static_cast<unsigned>(n), 0);
        }
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> suspended) {
            caller = suspended;
            home.start(*this);
        }
        int await_resume() const noexcept { return result; }
    };
    awaiter nop() { return {*this, IORING_OP_NOP, -1, nullptr, 0}; }
    awaiter receive(int fd, std::span<char> to) { return {*this, IORING_OP_RECV, fd, to.data(), to.size()}; }
    awaiter send(int fd, std::string_view s) { return {*this, IORING_OP_SEND, fd, s.data(), s.size()}; }

    void spawn(rt::task<> work) {
        ++alive_;
        drive(std::move(work)).start();
    }

    void run() {
        while (alive_ > 0) {
            if (ring_.unsubmitted() > 0 || ring_.peek_cqe() == nullptr) enter(true);
            collect();
            for (const auto frame : std::exchange(ready_, {})) frame.resume();
        }
    }
    const std::map<unsigned, int>& histogram() const { return histogram_; }

  private:
    void start(request& r) {
        io_uring_sqe* sqe = ring_.get_sqe();
        for (; sqe == nullptr; sqe = ring_.get_sqe()) enter(false);  // full: make room
        *sqe = r;
        sqe->user_data = reinterpret_cast<std::uintptr_t>(&r);
        if (when_ == submit::each_operation) enter(false);
    }

    void collect() {
        do {
            for (; const io_uring_cqe* cqe = ring_.peek_cqe(); ring_.seen()) {
                request& r = *reinterpret_cast<request*>(static_cast<std::uintptr_t>(cqe->user_data));
                r.result = cqe->res;
                ready_.push_back(r.caller);
            }
            if (ring_.has_pending_events()) ring_.get_events();
        } while (ring_.peek_cqe() != nullptr);
    }

    void enter(bool wait) {
        ++histogram_[ring_.unsubmitted()];
        const int taken = wait ? ring_.submit_and_wait() : ring_.submit();
        if (taken < 0 && taken != -EINTR) throw std::system_error(-taken, std::system_category(), "io_uring");
    }

    rt::detached drive(rt::task<> work) {
        co_await std::move(work);
        --alive_;
    }

    Ring& ring_;
    submit when_;
    int alive_ = 0;
    std::vector<std::coroutine_handle<>> ready_;
    std::map<unsigned, int> histogram_;  // submissions -> how many entries into the kernel carried so many
};

}  // namespace lesson09
