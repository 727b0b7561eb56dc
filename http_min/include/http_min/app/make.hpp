// dep<make<type>> -- a class as a dependency: its fields are parameters of the request.
//
//   struct paging {
//       query<"page", int, def<1>, ge<1>> page;
//       query<"size", int, def<20>> size;
//       int offset() const { return (*page - 1) * *size; }
//   };
//   api.get<"/items">([](dep<make<paging>> p) -> rt::task<int> { co_return p->offset(); });
//
// A class with a constructor says what that takes: dep<make<checker, query<"q">, dep<settings>>>. It may do work, so it runs
// in the thread pool; filling fields does none.
#pragma once

#include <http_min/app/dep.hpp>
#include <http_min/app/reflect.hpp>
#include <tuple>
#include <utility>

namespace http_min {

namespace detail {

template <class T, class... Parameters>
struct maker {
    T operator()(Parameters... given) const { return T(std::move(given)...); }
};

template <class T, class Fields>
struct fields_maker;
template <class T, class... Fields>
struct fields_maker<T, std::tuple<Fields&...>> {
    static constexpr bool runs_in_place = true;
    T operator()(Fields... given) const { return T{std::move(given)...}; }
};

template <class T, class... Parameters>
constexpr auto maker_of() {
    if constexpr (sizeof...(Parameters) > 0) {
        return maker<T, Parameters...>();
    } else {
        static_assert(reflectable<T>,
                      "make<type> fills a plain struct; of a class with a constructor, name its parameters: "
                      "make<type, query<\"q\">>");
        return fields_maker<T, decltype(fields_of(std::declval<T&>()))>();
    }
}

}  // namespace detail

template <class T, class... Parameters>
inline constexpr auto make = detail::maker_of<T, Parameters...>();

}  // namespace http_min
