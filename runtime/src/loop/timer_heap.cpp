#include <algorithm>
#include <rt/loop/timer_heap.hpp>

namespace rt {

void timer_heap::add(timer& t, time_point deadline) {
    RT_EXPECTS(!t.armed(), "this timer is armed already");
    heap_.emplace_back();
    sift_up(heap_.size() - 1, entry{deadline, added_++, &t});
}

void timer_heap::remove(timer& t) noexcept {
    RT_EXPECTS(t.armed(), "this timer is not armed");
    const std::size_t hole = t.position;
    t.position = timer::none;
    const entry last = heap_.back();
    heap_.pop_back();
    if (hole == heap_.size()) return;  // it was the last one
    // The last one fills the hole; it may belong further up or further down.
    if (hole > 0 && last.before(heap_[(hole - 1) / children]))
        sift_up(hole, last);
    else
        sift_down(hole, last);
}

timer& timer_heap::pop() noexcept {
    timer& soonest = *heap_.front().which;
    remove(soonest);
    return soonest;
}

void timer_heap::place(std::size_t at, const entry& e) noexcept {
    heap_[at] = e;
    e.which->position = at;
}

void timer_heap::sift_up(std::size_t at, const entry& e) noexcept {
    while (at > 0) {
        const std::size_t parent = (at - 1) / children;
        if (!e.before(heap_[parent])) break;
        place(at, heap_[parent]);
        at = parent;
    }
    place(at, e);
}

void timer_heap::sift_down(std::size_t at, const entry& e) noexcept {
    for (;;) {
        const std::size_t first = at * children + 1;
        if (first >= heap_.size()) break;
        const std::size_t last = std::min(first + children, heap_.size());
        std::size_t soonest = first;
        for (std::size_t child = first + 1; child < last; ++child)
            if (heap_[child].before(heap_[soonest])) soonest = child;
        if (!heap_[soonest].before(e)) break;
        place(at, heap_[soonest]);
        at = soonest;
    }
    place(at, e);
}

}  // namespace rt
