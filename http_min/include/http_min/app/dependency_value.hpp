// dependency_value -- how one dependency is called for one request, and its value kept.
//
// Lifetime:  parameters live here beside the value: a dependency may take them by const reference and give a view of them.
// Threads:   made and destroyed on the loop; a plain function, and each step of a plain generator, runs in the pool.
#pragma once

#include <http_min/app/argument.hpp>
#include <http_min/app/dependency_result.hpp>
#include <http_min/app/dependency_traits.hpp>
#include <memory>

namespace http_min::detail {

// A base, so that the parameters outlive what was made of them.
template <class Parameters>
struct given_to {
    Parameters given;
};

template <class Callable, class Value, class Traits = dependency_traits<Callable>>
class dependency_value final : given_to<typename Traits::template parameters<arguments>>,
                               public call_giving<typename Traits::signature::result, Value,
                                                  Traits::kind == dependency_kind::in_place> {
  public:
    explicit dependency_value(const Callable& call) : call_(call) {}

    static std::unique_ptr<dependency_call> make(const void* callable) {
        return std::make_unique<dependency_value>(*static_cast<const Callable*>(callable));
    }

    std::span<const wanted_dependency> wanted() override { return this->given.wanted(); }
    bool try_read(request_scope& scope) override { return this->given.try_read(scope); }

  private:
    typename Traits::signature::result call() override { return this->given.call(call_); }

    const Callable& call_;
};

}  // namespace http_min::detail
