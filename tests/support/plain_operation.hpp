// plain_operation -- an operation nobody awaits: the test itself looks at what became of it.
//
// Lifetime:  forgives to be destroyed before its last completion, for the code under test may have lost it, and in a
//            queue that nobody looks at any more.
#pragma once

#include <coroutine>
#include <cstdint>
#include <rt/loop/operation.hpp>
#include <span>

class plain_operation final : public rt::operation {
  public:
    explicit plain_operation(rt::op_code what = rt::op_code::nop, int descriptor = -1,
                             std::span<char> memory = {})
        : operation(what, descriptor) {
        frame = std::noop_coroutine();
        data = memory.data();
        length = static_cast<std::uint32_t>(memory.size());
    }
    ~plain_operation() {
        outstanding = 0;
        leaves_queue();
    }

    void finished(rt::waiter_queue& ready) noexcept override {
        ++times_finished;
        ready.push(*this);
    }

    int times_finished = 0;
};
