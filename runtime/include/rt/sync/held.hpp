// held<X> -- what was acquired from an X, given back when the block ends, however it ends.
//
// Lifetime:  the X outlives it.
// Invariant: moved and not copied: what was acquired once is given back once.
// Threads:   the X's.
#pragma once

#include <utility>

namespace rt {

template <class Owner>
class [[nodiscard("it is given back when this is destroyed: keep it in a variable")]] held {
  public:
    held() noexcept = default;
    held(held&& other) noexcept : owner_(std::exchange(other.owner_, nullptr)) {}
    held& operator=(held&& other) noexcept {
        held(std::move(other)).swap(*this);
        return *this;
    }
    ~held() { release(); }

    void swap(held& other) noexcept { std::swap(owner_, other.owner_); }

    // False when nothing is held: a try_ that failed, released, or moved from.
    explicit operator bool() const noexcept { return owner_ != nullptr; }

    // Gives it back before the block ends.
    void release() noexcept {
        if (owner_ != nullptr) std::exchange(owner_, nullptr)->give_back();
    }

    // Whom it belongs to, and is held no longer here: whoever calls this sees to it that it is given back.
    Owner* detach() noexcept { return std::exchange(owner_, nullptr); }

    bool is_from(const Owner& owner) const noexcept { return owner_ == &owner; }

  private:
    friend Owner;
    explicit held(Owner* owner) noexcept : owner_(owner) {}

    Owner* owner_ = nullptr;
};

}  // namespace rt
