// dep<f> -- a parameter that f provides: FastAPI's Depends(f).
//
//   rt::task<user> current_user(header<"x_token"> token);
//   api.get<"/me">([](dep<current_user> who) -> rt::task<std::string> { co_return who->name; });
//
// f takes what a handler takes, other dependencies included. It is called once for each request, whoever depends on it;
// dep<f, no_cache> has it called anew. f may be a function, a constexpr lambda without captures, or make<type> (make.hpp);
// dependency_traits.hpp says what it may return, and where it runs.
// Errors:    what f throws answers the request. With wrong parameters f is not called, and they are reported with the rest.
// Lifetime:  the value stands where it is until app::finish() has run; all who depend on it share it.
#pragma once

#include <http_min/app/dependency.hpp>
#include <http_min/app/dependency_value.hpp>
#include <http_min/app/describe.hpp>
#include <type_traits>

namespace http_min {

struct no_cache {};

namespace detail {

template <auto F>
struct depended_on {
    using callable = std::remove_cv_t<decltype(F)>;
    using traits = dependency_traits<callable>;
    static constexpr callable function = F;
    static void describe(operation_description& to) { tell_dependency<callable>(to); }
};

template <auto F>
inline constexpr dependency dependency_on{
    &dependency_value<typename depended_on<F>::callable, typename depended_on<F>::traits::type>::make,
    &depended_on<F>::function, &depended_on<F>::describe};

}  // namespace detail

template <auto F, class... Options>
class dep {
    static_assert((std::is_same_v<Options, no_cache> && ...), "dep<f> has one option: no_cache");
    using traits = typename detail::depended_on<F>::traits;

  public:
    using value_type = typename traits::value;
    using callable = typename detail::depended_on<F>::callable;
    static constexpr auto function = F;
    static constexpr const void* identity = &detail::depended_on<F>::function;
    static constexpr bool cached = sizeof...(Options) == 0;

    std::add_lvalue_reference_t<value_type> operator*() const { return *static_cast<value_type*>(value_); }
    value_type* operator->() const { return static_cast<value_type*>(value_); }

    static void describe(operation_description& to) { detail::dependency_on<F>.describe(to); }

    // For the endpoint.
    wanted_dependency wanted() { return {&detail::dependency_on<F>, cached, &value_}; }

  private:
    void* value_ = nullptr;
};

// For routes, routers and apps: what runs before all else.
template <auto... F>
inline constexpr dependency_list depends{&detail::dependency_on<F>...};

}  // namespace http_min
