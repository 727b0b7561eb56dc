// counted -- an object that keeps account of itself: how many are alive, how often one was copied or moved.
//
// Lifetime:  the ledger outlives every counted object that writes to it.
// Threads:   one.
#pragma once

#include <utility>

struct ledger {
    int alive = 0;      // below zero: something was destroyed twice
    int destroyed = 0;  // moved-from shells too
    int copies = 0;
    int moves = 0;
};

class counted {
  public:
    explicit counted(ledger& book, int number = 0) noexcept : value(number), book_(&book) { ++book_->alive; }
    counted(const counted& other) noexcept : value(other.value), book_(other.book_) {
        ++book_->alive;
        ++book_->copies;
    }
    counted(counted&& other) noexcept : value(std::exchange(other.value, -1)), book_(other.book_) {
        ++book_->alive;
        ++book_->moves;
    }
    counted& operator=(const counted&) = delete;
    ~counted() {
        --book_->alive;
        ++book_->destroyed;
    }

    int value;  // -1 once moved from

  private:
    ledger* book_;
};
