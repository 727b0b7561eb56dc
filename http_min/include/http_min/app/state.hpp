// state<T> -- as a parameter: what the lifespan of the app, or a middleware, has lent to handlers.
//
//   api.lifespan([]() -> rt::async_generator<database> { … co_yield rt::lend(db); … });
//   api.get<"/items">([](state<database> db) { return db->all_items(); });
//
// A middleware's comes first: in.state().lend(user) is for this request.
// Errors:    std::logic_error, so a 500, where nobody has lent one.
// Lifetime:  refers to what was lent.
#pragma once

#include <http_min/app/parameter.hpp>
#include <http_min/app/request.hpp>

namespace http_min {

namespace detail {

[[noreturn]] void nothing_lent(const char* what);

// A thing of this type that is lent to the request, else to its app.
template <class T>
T& lent_to(request& in, const char* hint) {
    T* found = in.state().template find<T>();
    if (found == nullptr && in.app_state() != nullptr) found = in.app_state()->template find<T>();
    if (found == nullptr) nothing_lent(hint);
    return *found;
}

}  // namespace detail

template <class T>
class state {
  public:
    static constexpr source from = source::none;

    void read(request& in, validation_errors&) {
        found_ = &detail::lent_to<T>(
            in, "a handler takes a state<> that nobody has lent: api.state().lend(thing)");
    }
    T& operator*() const { return *found_; }
    T* operator->() const { return found_; }

  private:
    T* found_ = nullptr;
};

}  // namespace http_min
