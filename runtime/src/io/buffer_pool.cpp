#include <sys/mman.h>

#include <bit>
#include <new>
#include <rt/core/contract.hpp>
#include <rt/io/buffer_pool.hpp>
#include <rt/io/forbidden_memory.hpp>  // a message that was given back is not to be read
#include <utility>

namespace rt {

namespace {

// Whole pages, zero, and not there before they are touched.
std::span<std::byte> map(std::size_t size) {
    void* const memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    return {static_cast<std::byte*>(memory), size};
}

std::size_t ring_size(unsigned entries) noexcept { return entries * sizeof(io_uring_buf); }

}  // namespace

buffer_pool::buffer_pool(buffer_options wanted) : wanted_(wanted) {
    RT_EXPECTS(std::has_single_bit(wanted.count) && wanted.count <= 32768,
               "the number of buffers must be a power of two, and 32768 at most");
}

buffer_pool::~buffer_pool() {
    unshare();
    for (const std::span<std::byte> memory : mapped_) {
        allow(memory.data(), memory.size());
        ::munmap(memory.data(), memory.size());
    }
}

io_uring_buf_ring* buffer_pool::share() {
    add(wanted_.count);
    shared_count_ = wanted_.count;
    shared_ = reinterpret_cast<io_uring_buf_ring*>(map(ring_size(wanted_.count)).data());
    io_uring_buf_ring_init(shared_);
    const int mask = io_uring_buf_ring_mask(wanted_.count);
    for (unsigned id = 0; id < wanted_.count; ++id)
        io_uring_buf_ring_add(shared_, data(id), wanted_.size, static_cast<unsigned short>(id), mask,
                              static_cast<int>(id));
    io_uring_buf_ring_advance(shared_, static_cast<int>(wanted_.count));
    return shared_;
}

void buffer_pool::unshare() noexcept {
    if (shared_ == nullptr) return;
    ::munmap(shared_, ring_size(wanted_.count));
    shared_ = nullptr;
    while (shared_count_ > 0) put_into_free_list(--shared_count_);
}

void buffer_pool::put_into_free_list(std::uint32_t id) noexcept {
    buffers_[id].next = first_free_;
    first_free_ = id;
}

void buffer_pool::add(unsigned count) {
    mapped_.reserve(mapped_.size() + 1);
    buffers_.reserve(buffers_.size() + count);
    const std::span<std::byte> memory = map(std::size_t{count} * wanted_.size);
    mapped_.push_back(memory);
    forbid(memory.data(), memory.size());
    for (unsigned i = 0; i < count; ++i) buffers_.push_back({memory.data() + std::size_t{i} * wanted_.size});
}

std::uint32_t buffer_pool::take() {
    if (first_free_ == none) {
        constexpr unsigned more = 64;
        add(more);
        for (auto id = static_cast<std::uint32_t>(buffers_.size()), last = id - more; id > last;)
            put_into_free_list(--id);
    }
    const std::uint32_t id = std::exchange(first_free_, buffers_[first_free_].next);
    allow(data(id), wanted_.size);
    return id;
}

void buffer_pool::taken_by_kernel(std::uint32_t id) noexcept {
    ++lent_;
    allow(data(id), wanted_.size);
}

void buffer_pool::give_back(std::uint32_t id) noexcept {
    forbid(data(id), wanted_.size);
    if (id >= shared_count_) return put_into_free_list(id);
    --lent_;
    io_uring_buf_ring_add(shared_, data(id), wanted_.size, static_cast<unsigned short>(id),
                          io_uring_buf_ring_mask(wanted_.count), 0);
    io_uring_buf_ring_advance(shared_, 1);
    if (waiting_ != nullptr) [[unlikely]]
        wake_one();
}

void buffer_pool::wait_for_return(buffer_waiter& who) noexcept {
    who.next_ = nullptr;
    *last_waiting_ = &who;
    last_waiting_ = &who.next_;
}

void buffer_pool::stop_waiting(buffer_waiter& who) noexcept {
    for (buffer_waiter** at = &waiting_; *at != nullptr; at = &(*at)->next_) {
        if (*at != &who) continue;
        *at = who.next_;
        if (last_waiting_ == &who.next_) last_waiting_ = at;
        return;
    }
}

void buffer_pool::wake_one() noexcept {
    buffer_waiter& first = *waiting_;
    waiting_ = first.next_;
    if (waiting_ == nullptr) last_waiting_ = &waiting_;
    first.buffer_is_back();
}

void buffer_pool::before_sleep() noexcept {
    // Whoever is woken may come to wait again, but not before the next turn.
    while (waiting_ != nullptr && has_shared_left()) wake_one();
}

}  // namespace rt
