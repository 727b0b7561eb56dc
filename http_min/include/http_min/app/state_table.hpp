// state_table -- things of different types, found by their type: what a lifespan or a middleware lends to handlers.
//
// Lifetime:  keeps references: what is lent outlives its use.
#pragma once

#include <type_traits>
#include <vector>

namespace http_min {

namespace detail {

template <class T>
inline constexpr char type_mark = 0;  // its address stands for the type

}  // namespace detail

class state_table {
  public:
    // Replaces what was lent of this type.
    template <class T>
    void lend(T& thing) {
        put(&detail::type_mark<std::remove_const_t<T>>, const_cast<std::remove_const_t<T>*>(&thing));
    }

    // RETURNS null where nothing of this type was lent.
    template <class T>
    T* find() const {
        return static_cast<T*>(get(&detail::type_mark<T>));
    }

    template <class T>
    void take_back() {
        put(&detail::type_mark<T>, nullptr);
    }

  private:
    struct entry {
        const char* type;
        void* thing;
    };
    void put(const char* type, void* thing);
    void* get(const char* type) const;

    std::vector<entry> lent_;
};

// Lends for as long as it lives: what stands in a middleware's frame.
template <class T>
class state_loan {
  public:
    state_loan(state_table& to, T& thing) : to_(to) { to.lend(thing); }
    ~state_loan() { to_.take_back<T>(); }
    state_loan(const state_loan&) = delete;
    state_loan& operator=(const state_loan&) = delete;

  private:
    state_table& to_;
};

}  // namespace http_min
