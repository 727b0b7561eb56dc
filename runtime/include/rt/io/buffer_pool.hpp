// buffer_pool -- memory for what is received: lent out with each message, and taken back.
//
// Some are shared with the kernel, in a ring of free ones: it takes one when a message is there, and not
// before. So ten thousand idle connections hold no memory. Where no ring can be shared, a receive takes a
// buffer before it starts, and the pool grows with the number of receives under way.
//
// Errors:    the kernel may find no buffer: then receives wait_for_return(). take() throws bad_alloc.
// Lifetime:  of the driver; it outlives the ring that it is shared with, and everything lent.
// Invariant: a buffer is free (the kernel's, or in our list) or lent. next() and length() are for lent ones.
// Source:    io_uring_register_buf_ring(3), io_uring_provided_buffers(7).
// Threads:   the loop's own.
#pragma once

#include <liburing.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <rt/loop/buffer_options.hpp>
#include <span>
#include <vector>

namespace rt {

// Who waits until a buffer comes back.
class buffer_waiter {
  public:
    virtual void buffer_is_back() = 0;

  protected:
    ~buffer_waiter() = default;

  private:
    friend class buffer_pool;
    buffer_waiter* next_ = nullptr;
};

class buffer_pool {
  public:
    static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

    explicit buffer_pool(buffer_options wanted);
    buffer_pool(const buffer_pool&) = delete;
    buffer_pool& operator=(const buffer_pool&) = delete;
    ~buffer_pool();

    // The ring to be registered, with all buffers in it. From then on the kernel chooses.
    io_uring_buf_ring* share();
    void unshare() noexcept;  // the kernel did not want it
    unsigned entries() const noexcept { return wanted_.count; }

    // Takes a free buffer that is not the kernel's.
    std::uint32_t take();

    // The kernel has put a message into one of its own.
    void taken_by_kernel(std::uint32_t id) noexcept;

    // Whether the kernel may find one.
    bool has_shared_left() const noexcept { return lent_ < shared_count_; }

    void give_back(std::uint32_t id) noexcept;

    std::byte* data(std::uint32_t id) const noexcept { return buffers_[id].memory; }
    std::uint32_t size() const noexcept { return wanted_.size; }

    // What a lent buffer carries, and what stands behind it in a queue: free for whoever has it.
    std::uint32_t& length(std::uint32_t id) noexcept { return buffers_[id].length; }
    std::uint32_t& next(std::uint32_t id) noexcept { return buffers_[id].next; }

    // The kernel had none. Each buffer that comes back wakes one of those who wait.
    void wait_for_return(buffer_waiter& who) noexcept;
    void stop_waiting(buffer_waiter& who) noexcept;

    // Before a sleep: nobody may wait for a buffer while one is free, though it has been woken for another
    // one.
    void before_sleep() noexcept;

  private:
    struct buffer {
        std::byte* memory;
        std::uint32_t length = 0;
        std::uint32_t next = none;
    };
    void add(unsigned count);
    void put_into_free_list(std::uint32_t id) noexcept;
    void wake_one() noexcept;

    buffer_options wanted_;
    std::vector<buffer> buffers_;
    std::vector<std::span<std::byte>> mapped_;
    io_uring_buf_ring* shared_ = nullptr;
    std::uint32_t shared_count_ = 0;   // the first so many of buffers_ are in the ring, or lent
    std::uint32_t lent_ = 0;           // of those
    std::uint32_t first_free_ = none;  // of the others
    buffer_waiter* waiting_ = nullptr;
    buffer_waiter** last_waiting_ = &waiting_;
};

}  // namespace rt
