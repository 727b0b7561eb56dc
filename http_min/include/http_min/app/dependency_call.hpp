// dependency_call -- one call of a dependency, its callable's type forgotten: what it goes through is written once, in
// dependency_call.cpp. The typed kinds are in dependency_result.hpp and dependency_value.hpp.
//
// Lifetime:  is the held_value that it makes.
// Threads:   made and destroyed on the loop; work() and work_at_end() run on a pool thread.
#pragma once

#include <http_min/app/dependency.hpp>
#include <http_min/app/held_value.hpp>
#include <memory>
#include <optional>
#include <rt/core/task.hpp>
#include <span>
#include <type_traits>
#include <utility>

namespace http_min::detail {

class dependency_call : public held_value {
  public:
    // What its parameters depend on, to be solved before they are read.
    virtual std::span<const wanted_dependency> wanted() = 0;
    // RETURNS whether they are right; if not, the scope knows why.
    virtual bool try_read(request_scope& scope) = 0;
    // Calls it and keeps what it gives.
    virtual rt::task<> begin() = 0;

  protected:
    virtual void work() {}
    virtual void work_at_end([[maybe_unused]] std::exception_ptr why) {}

    // Each does what it says when it is awaited.
    rt::task<> work_here();
    rt::task<> work_in_pool();
    rt::task<> work_at_end_in_pool(std::exception_ptr why);
};

// A T, a reference, or nothing, that comes later.
template <class T>
class kept_value {
  public:
    template <class From>
    void* keep(From&& from) {
        return std::addressof(value_.emplace(std::forward<From>(from)));
    }
    void drop() { value_.reset(); }

  private:
    std::optional<T> value_;
};
template <class T>
class kept_value<T&> {
  public:
    void* keep(T& from) { return const_cast<std::remove_const_t<T>*>(std::addressof(from)); }
    void drop() {}
};
template <>
class kept_value<void> {
  public:
    void drop() {}
};

// One that gives a `Value`: what those who depend on it have been promised. Another that stands in for it in a test may
// return something that converts to it.
template <class Value>
class keeping_call : public dependency_call {
  protected:
    template <class From>
    void keep([[maybe_unused]] From&& from) {
        if constexpr (!std::is_void_v<Value>) value_ = kept_.keep(std::forward<From>(from));
    }

    // What is yielded stays in the generator's frame, unless it stands in for another type.
    template <class From>
    void keep_yielded(From& from) {
        has_exit_ = true;
        if constexpr (std::is_same_v<std::remove_const_t<From>, std::remove_cvref_t<Value>>)
            value_ = const_cast<std::remove_const_t<From>*>(std::addressof(from));
        else
            keep(from);
    }

    template <class T>
    rt::task<> keep_when_done(rt::task<T> work) {
        if constexpr (std::is_void_v<T>)
            co_await std::move(work);
        else
            keep(co_await std::move(work));
    }

    [[no_unique_address]] kept_value<Value> kept_;
};

}  // namespace http_min::detail
