// dependency_overrides -- what stands in for dependencies in a test.
//
//   api.override_dependency<current_user>([] { return user{"ada"}; });
//
// What stands in is a dependency of its own: with parameters, a task, a resource; it may capture. It gives what converts to the
// type that those who depend on it expect.
// Threads:   set before the first request.
#pragma once

#include <http_min/app/dep.hpp>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace http_min {

namespace detail {

// `Expected` and `Given` as functions return them: T, T& or void.
template <class Expected, class Given>
inline constexpr bool stands_in_for = std::is_void_v<Expected> ||
                                      (std::is_reference_v<Expected>
                                           ? std::is_convertible_v<Given, Expected>
                                           : !std::is_void_v<Given> &&
                                                 std::is_constructible_v<Expected, Given>);
template <class Expected>
inline constexpr bool stands_in_for<Expected, void> = std::is_void_v<Expected>;

template <class Dep, class Replacement>
inline constexpr bool can_stand_in = dependency_traits<Replacement>::is_known&& stands_in_for<
    typename dependency_traits<typename Dep::callable>::type, typename dependency_traits<Replacement>::type>;

template <class Dep, class Replacement, bool Holds = can_stand_in<Dep, Replacement>>
struct override_gives_the_same_type {
    static_assert(Holds, "what stands in for a dependency gives a value of its type, or what converts to it");
};

}  // namespace detail

class dependency_overrides {
  public:
    template <auto F, class Replacement>
    void set(Replacement instead) {
        if constexpr (!detail::can_stand_in<dep<F>, Replacement>) {
            static_cast<void>(sizeof(detail::override_gives_the_same_type<dep<F>, Replacement>));
        } else {
            using value = typename detail::depended_on<F>::traits::type;
            auto callable = std::make_shared<const Replacement>(std::move(instead));
            const dependency made{&detail::dependency_value<Replacement, value>::make, callable.get()};
            list_.push_back({&detail::dependency_on<F>, made, std::move(callable)});
        }
    }
    void clear() { list_.clear(); }
    bool empty() const { return list_.empty(); }

    // What is to be called: of several, what was set last.
    const dependency& resolve(const dependency& wanted) const {
        for (auto each = list_.rbegin(); each != list_.rend(); ++each)
            if (each->instead_of == &wanted) return each->made;
        return wanted;
    }

  private:
    struct one {
        const dependency* instead_of;
        dependency made;
        std::shared_ptr<const void> callable;
    };
    std::vector<one> list_;
};

}  // namespace http_min
