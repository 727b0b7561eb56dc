// in_flight_table -- which operations are under way on a descriptor: what a close has to end first.
//
// A close() of the kernel neither ends a request nor waits for it, and the number is given to the next
// connection. So whoever closes cancels what stands here, and waits until it has ended.
//
// Invariant: an operation stands here from add() until it has finished. While a descriptor is being closed,
//            nothing new is let in; what the close has cancelled answers EBADF, as if it had come after it.
// Threads:   the loop's own.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <rt/loop/operation.hpp>
#include <vector>

namespace rt {

class in_flight_table {
  public:
    in_flight_table() = default;
    in_flight_table(const in_flight_table&) = delete;
    in_flight_table& operator=(const in_flight_table&) = delete;

    // RETURNS false when its descriptor is being closed: the operation must not start.
    bool add(operation& op);

    // The operation has finished: it leaves, and the last one makes who waits for the close ready.
    void remove(operation& op, waiter_queue& ready) noexcept;

    bool any_on(int fd) const noexcept {
        return find(fd, [](operation&) { return true; });
    }

    // From here on nothing starts on `fd`; `closer` becomes ready when nothing is in flight on it.
    // REQUIRES: any_on(fd), and nobody else closes it.
    void begin_close(int fd, waiter& closer);

    template <class F>
    void for_each_on(int fd, F what) {
        find(fd, [&what](operation& op) {
            what(op);
            return false;
        });
    }

  private:
    struct entry {
        operation* first = nullptr;
        waiter* closer = nullptr;  // null: it is not being closed
    };
    static constexpr std::size_t page_size = 256;
    using page = std::array<entry, page_size>;

    // Not of a descriptor (an open, a timer), or the close itself, which is started when all others have
    // ended.
    static bool is_tracked(const operation& op) noexcept { return op.fd >= 0 && op.code != op_code::close; }

    entry& make_entry(int fd);
    entry* entry_of(int fd) const noexcept;
    bool is_closing(int fd) const noexcept;
    void tell_closer(int fd, waiter_queue& ready) noexcept;

    // Those on `fd`, until `is_it` says yes. RETURNS whether it did.
    template <class Predicate>
    bool find(int fd, Predicate is_it) const {
        if (const entry* const e = entry_of(fd))
            for (operation* op = e->first; op != nullptr; op = op->beside_)
                if (is_it(*op)) return true;
        for (operation* op = two_ended_; op != nullptr; op = op->beside_)
            if ((op->fd == fd || op->from == fd) && is_it(*op)) return true;
        return false;
    }

    std::vector<std::unique_ptr<page>> pages_;  // by number; made when a descriptor of it is first used
    operation* two_ended_ = nullptr;            // splices: on two descriptors at once, and rare
};

}  // namespace rt
