// simulated_ring -- a kernel of our own behind the interface of a ring.
//
// What it works on are the descriptors of simulated_kernel::here(). Its clock stands still until somebody
// waits with a limit and nothing can complete: then it jumps. Same options, same run. A READ of a real
// descriptor is left to the real kernel: so other threads reach us (the driver's eventfd), and a test may serve files.
//
// Errors:    -errno in the completion; submit and wait answer what the plan of faults says, -ETIME, or
//            -EDEADLK for a wait without limit that nothing can end.
// Invariant: each submission has one completion; what does not fit into the completion queue is held back
//            until the next entry, as the kernel does it (IORING_FEAT_NODROP).
// Source:    io_uring_enter(2), io_uring_cancelation(7), io_uring_multishot(7). Threads: one.
#pragma once

#include <poll.h>

#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <random>
#include <rt/io/fault_plan.hpp>
#include <rt/io/ring.hpp>
#include <rt/io/simulated_kernel.hpp>
#include <vector>

namespace rt {

// In which order completions come, of those that could come now.
enum class delivery : std::uint8_t { oldest_first, newest_first, shuffled };

struct simulated_options {
    unsigned entries = 1024;
    unsigned completions = 16384;
    delivery order = delivery::oldest_first;
    std::uint64_t seed = 0;  // of shuffled
    double lateness = 0;     // how likely a completion that could come now comes one to three entries later
    std::uint64_t most_enters = std::numeric_limits<std::uint64_t>::max();  // then ELOOP: it would never end
    fault_plan faults = {};
};

// Everything at once, from one number: shuffled, late, with queues that are soon full, and faults of this
// probability.
simulated_options bad_weather(std::uint64_t seed, double probability = 0.05);

class simulated_ring {
  public:
    static constexpr bool clock_jumps = true;

    explicit simulated_ring(const simulated_options& options = {});
    simulated_ring(const simulated_ring&) = delete;
    simulated_ring& operator=(const simulated_ring&) = delete;

    io_uring_sqe* get_sqe() noexcept;
    int submit();
    int submit_and_wait();
    int submit_and_wait(std::chrono::nanoseconds limit);
    int get_events();
    int share_buffers(io_uring_buf_ring* memory, unsigned entries, unsigned short group) noexcept;

    io_uring_cqe* peek_cqe() noexcept { return queued_ > 0 ? &completions_[head_] : nullptr; }
    void seen() noexcept;

    unsigned unsubmitted() const noexcept { return filled_; }
    bool has_pending_events() const noexcept;
    bool can_complete() const noexcept;
    time_point now() const noexcept { return now_; }

    simulated_kernel& kernel() noexcept { return kernel_; }
    simulated_files& files() noexcept { return kernel_.files; }
    std::uint64_t enters() const noexcept { return enters_; }  // entries into this kernel
    std::size_t in_flight() const noexcept { return requests_.size(); }

  private:
    struct request : io_uring_sqe {  // not a member: an entry may end in an array without a size
        explicit request(const io_uring_sqe& entry) noexcept : io_uring_sqe(entry) {}
        std::shared_ptr<open_file> file;  // what the number meant when it was submitted
        std::shared_ptr<open_file> from;  // of a splice: the other one
        unsigned late = 0;                // entries that it sits out, though it could complete
        bool was_ready = false;           // and so its lateness has been decided
        bool starved = false;             // of a multishot: there was no buffer when it came
        bool ended = false;               // its completion was posted; swept out after the round
    };

    int enter(bool submits, bool collects);
    int take_submissions();
    void wait_out_lateness();
    void post(const io_uring_cqe& cqe);

    void deliver();
    void arrange_ready();
    bool is_ready(const request& r) const;
    bool is_due(const request& r) const { return r.late == 0 && is_ready(r); }
    bool is_foreign(const request& r) const noexcept;
    static bool is_real_file(const request& r) noexcept;
    int read_real_file(const request& r);
    void carry_out(request& r);
    int answer_to(request& r);
    int carry_out_on_file(const request& r, std::uint32_t at_most);
    int close(const request& r);
    int splice(const request& r);
    bool is_splice_ready(const request& r) const;
    void cancel(request& r);
    bool wait_for_foreign(int timeout_ms);
    void end(request& r, int result);
    bool chance(double probability) noexcept;

    static bool has_many_answers(const request& r) noexcept;
    bool has_buffer() const noexcept;
    void answer_once_more(request& r);
    int receive_into_buffer(const request& r, std::uint32_t at_most, std::uint32_t& flags);
    bool is_queue_full() const noexcept { return !held_back_.empty() || queued_ == completions_.size(); }

    simulated_kernel::use in_use_;
    simulated_kernel& kernel_ = in_use_.kernel();
    std::vector<io_uring_sqe> submissions_;  // the SQ
    unsigned filled_ = 0;
    std::vector<io_uring_cqe> completions_;  // the CQ: a circle
    std::size_t head_ = 0;
    std::size_t queued_ = 0;
    std::deque<io_uring_cqe> held_back_;  // overflowed
    std::vector<request> requests_;       // in flight, oldest first
    std::vector<std::size_t> round_;      // which of them complete now, and in which order
    std::vector<pollfd> asked_;           // foreign descriptors, while they are waited for

    io_uring_buf_ring* buffers_ = nullptr;  // shared with us: free ones, from here up to its tail
    unsigned buffer_mask_ = 0;
    std::uint16_t next_buffer_ = 0;
    unsigned short buffer_group_ = 0;

    delivery order_;
    double lateness_;
    std::uint64_t most_enters_;
    std::mt19937_64 random_;  // the same numbers everywhere
    fault_plan faults_;
    time_point now_{};
    std::uint64_t enters_ = 0;
};

static_assert(ring<simulated_ring>);

}  // namespace rt
