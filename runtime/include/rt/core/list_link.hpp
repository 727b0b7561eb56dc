// list_link -- a place in a circular doubly linked list: leaving costs two stores, and nobody need know which
// list it is.
//
// Lifetime:  a link leaves its list when it ends; a list that ends first leaves its links standing alone.
// Invariant: a link that stands alone points at itself.
// Threads:   one.
#pragma once

namespace rt {

class list_link {
  public:
    list_link() noexcept = default;
    list_link(const list_link&) = delete;
    list_link& operator=(const list_link&) = delete;
    ~list_link() { leave(); }

    bool alone() const noexcept { return next_ == this; }
    list_link* next() const noexcept { return next_; }

    void leave() noexcept {
        previous_->next_ = next_;
        next_->previous_ = previous_;
        previous_ = next_ = this;
    }

    // Before `place`: at the end of the list whose head is `place`. REQUIRES: alone.
    void stand_before(list_link& place) noexcept {
        next_ = &place;
        previous_ = place.previous_;
        previous_->next_ = this;
        place.previous_ = this;
    }

  private:
    list_link* previous_ = this;
    list_link* next_ = this;
};

}  // namespace rt
