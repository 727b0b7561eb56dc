// received -- a message in a buffer of the driver's. The buffer goes back when this object ends.
//
//     const auto message = co_await incoming.next();
//     co_await stream.write_all(message->bytes());     // no copy: sent from where it was received
//
// No bytes: the peer has finished sending.
//
// Lifetime:  not longer than the loop. There are only so many buffers: to keep the bytes, copy them.
// Threads:   the loop's own.
#pragma once

#include <rt/io/buffer_pool.hpp>
#include <span>
#include <string_view>
#include <utility>

namespace rt {

class [[nodiscard]] received {
  public:
    received() noexcept = default;
    received(buffer_pool& from, std::uint32_t id) noexcept : pool_(&from), id_(id) {}
    received(received&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)), id_(other.id_) {}
    received& operator=(received&& other) noexcept {
        std::swap(pool_, other.pool_);
        std::swap(id_, other.id_);
        return *this;
    }
    ~received() { give_back(); }

    bool empty() const noexcept { return pool_ == nullptr; }
    std::size_t size() const noexcept { return empty() ? 0 : pool_->length(id_); }
    std::span<std::byte> bytes() const noexcept {
        return empty() ? std::span<std::byte>() : std::span(pool_->data(id_), pool_->length(id_));
    }
    std::string_view text() const noexcept { return {reinterpret_cast<const char*>(bytes().data()), size()}; }

    // Before the end of this object, for who has read it and waits for something else.
    void give_back() noexcept {
        if (buffer_pool* const pool = std::exchange(pool_, nullptr)) pool->give_back(id_);
    }

  private:
    buffer_pool* pool_ = nullptr;
    std::uint32_t id_ = 0;
};

}  // namespace rt
