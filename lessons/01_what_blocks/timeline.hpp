// timeline.hpp -- the picture: one row per order, one column per piece of time, drawn from what was recorded.
//
//   '.' in the queue     '~' waits, needs no core     '#' works on a core     ' ' done
//
// Threads: add() from any, the rest when all have ended.
#pragma once
#include <algorithm>
#include <mutex>
#include <string>
#include <vector>

#include "machine.hpp"

namespace lesson01 {

class timeline {
  public:
    struct bar {
        int order;
        ms begin, end;
        char sign;
    };

    void add(bar b) {
        std::lock_guard lock(mutex_);
        bars_.push_back(b);
    }

    ms end_of(int order) const {
        ms end{0};
        for (const bar& b : bars_) {
            if (b.order == order) end = std::max(end, b.end);
        }
        return end;
    }
    ms end() const {
        ms last{0};
        for (const bar& b : bars_) last = std::max(last, b.end);
        return last;
    }

    ms worked() const {
        ms sum{0};
        for (const bar& b : bars_) {
            if (b.sign == '#') sum += b.end - b.begin;
        }
        return sum;
    }

    std::string row(int order, ms column) const {
        const auto at = [column](ms t) { return static_cast<std::size_t>((t + column / 2) / column); };
        std::string signs(at(end_of(order)), '.');
        for (const bar& b : bars_) {
            if (b.order != order) continue;
            for (auto i = at(b.begin); i < at(b.end); ++i) signs[i] = b.sign;
        }
        return signs;
    }

  private:
    std::mutex mutex_;
    std::vector<bar> bars_;
};

}  // namespace lesson01
