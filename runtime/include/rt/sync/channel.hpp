// channel<T> -- items from any number of tasks to any number of tasks, in order; a full channel makes the senders wait.
//
//     co_await c.send(item);
//     for (auto item = co_await c.receive(); item; item = co_await c.receive()) …     // until it is closed and empty
//
// Capacity 0 is a rendezvous: send() ends when the item has been received. Of several senders, whoever joins them closes.
//
// An await that has its item at once does not suspend, here as everywhere: a line that only does that lets nobody else run, no
// timer either, until it awaits rt::yield().
//
// Errors:    send() throws channel_closed when it is closed, before or while it waits; both ends throw rt::cancelled when
//            their scope is cancelled. A send() that throws has not sent, one that returns has.
// Lifetime:  outlives those who wait. What was sent and not received is destroyed with it.
// Invariant: receivers wait only while there is nothing to receive, senders only while there is no room. An item is in one
//            place: with its sender, in the buffer, or with its receiver. Whose item has changed hands and who is
//            cancelled before it runs has sent, or received, all the same: its next await throws.
// Threads:   one loop's own.
#pragma once

#include <cstddef>
#include <optional>
#include <rt/core/async_generator.hpp>
#include <rt/sync/bounded_buffer.hpp>
#include <rt/sync/wait_queue.hpp>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace rt {

// Nobody takes what is sent any more.
class channel_closed : public std::runtime_error {
  public:
    channel_closed() : std::runtime_error("sent to a channel that is closed") {}
};

template <class T>
class channel {
    static_assert(std::is_nothrow_move_constructible_v<T>,
                  "an item is handed from task to task while both sleep: its move cannot throw");

  public:
    class send_awaiter;
    class receive_awaiter;

    explicit channel(std::size_t capacity) : buffer_(capacity) {}

    // Suspends while it is full.
    send_awaiter send(T item) { return send_awaiter(*this, std::move(item)); }

    // RETURNS false when it is full; then the item was not touched. Throws channel_closed.
    bool try_send(T&& item) {
        if (closed_) throw channel_closed();
        return offer(item);
    }

    // Suspends while it is empty. RETURNS nothing once it is closed and empty.
    receive_awaiter receive() noexcept { return receive_awaiter(*this); }

    // RETURNS nothing when there is nothing now.
    std::optional<T> try_receive() noexcept {
        std::optional<T> item;
        take(item);
        return item;
    }

    // Everything until it is closed and empty, for a reader that wants a generator.
    async_generator<T> all() {
        for (;;) {
            auto item = co_await receive();
            if (!item) co_return;
            co_yield std::move(*item);
        }
    }

    // The end: what was sent can still be received; who waits to send throws, who waits to receive has nothing. Again: nothing.
    void close() noexcept;

    bool is_closed() const noexcept { return closed_; }
    std::size_t size() const noexcept { return buffer_.size(); }
    std::size_t capacity() const noexcept { return buffer_.capacity(); }

  private:
    bool offer(T& item) noexcept;
    bool take(std::optional<T>& into) noexcept;

    bounded_buffer<T> buffer_;
    wait_queue senders_;
    wait_queue receivers_;
    bool closed_ = false;
};

template <class T>
class [[nodiscard("co_await it")]] channel<T>::send_awaiter : public queued_wait {
  public:
    send_awaiter(channel& c, T&& item) noexcept : channel_(c), item_(std::move(item)) {}
    bool await_ready() noexcept {
        if (refuse_if_cancelled()) return true;
        refused_ = channel_.closed_;
        return refused_ || channel_.offer(item_);
    }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) noexcept {
        suspend(caller, at);
        channel_.senders_.push(*this);
    }
    void await_resume() const {
        throw_if_cancelled();
        if (refused_) throw channel_closed();
    }

  private:
    friend channel;
    const char* waits_for() const noexcept override { return "room in a channel"; }

    channel& channel_;
    T item_;
    bool refused_ = false;
};

template <class T>
class [[nodiscard("co_await it")]] channel<T>::receive_awaiter : public queued_wait {
  public:
    explicit receive_awaiter(channel& c) noexcept : channel_(c) {}
    bool await_ready() noexcept { return refuse_if_cancelled() || channel_.take(item_) || channel_.closed_; }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) noexcept {
        suspend(caller, at);
        channel_.receivers_.push(*this);
    }
    std::optional<T> await_resume() {
        throw_if_cancelled();
        return std::move(item_);
    }

  private:
    friend channel;
    const char* waits_for() const noexcept override { return "channel"; }

    channel& channel_;
    std::optional<T> item_;
};

// RETURNS whether it was taken: by the receiver that waits longest, or into the buffer.
template <class T>
bool channel<T>::offer(T& item) noexcept {
    if (!receivers_.empty()) {
        auto& receiver = static_cast<receive_awaiter&>(receivers_.pop());
        receiver.item_.emplace(std::move(item));
        make_ready(receiver);
        return true;
    }
    if (buffer_.full()) return false;
    buffer_.push(std::move(item));
    return true;
}

// The oldest item. Room in the buffer goes to the sender that waits longest; in a rendezvous it is handed over directly.
template <class T>
bool channel<T>::take(std::optional<T>& into) noexcept {
    if (!buffer_.empty()) into.emplace(buffer_.pop());
    if (senders_.empty()) return into.has_value();
    auto& sender = static_cast<send_awaiter&>(senders_.pop());
    if (into)
        buffer_.push(std::move(sender.item_));
    else
        into.emplace(std::move(sender.item_));
    make_ready(sender);
    return true;
}

template <class T>
void channel<T>::close() noexcept {
    closed_ = true;
    while (!receivers_.empty()) make_ready(receivers_.pop());
    while (!senders_.empty()) {
        auto& sender = static_cast<send_awaiter&>(senders_.pop());
        sender.refused_ = true;
        make_ready(sender);
    }
}

}  // namespace rt
