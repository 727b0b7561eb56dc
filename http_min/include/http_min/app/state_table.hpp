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

    void clear() { lent_.clear(); }

  private:
    struct entry {
        const char* type;
        void* thing;
    };
    void put(const char* type, void* thing);
    void* get(const char* type) const;

    std::vector<entry> lent_;
};

}  // namespace http_min
