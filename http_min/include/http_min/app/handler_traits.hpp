// handler_traits -- what a handler takes and returns, read off its call operator.
//
//   a lambda, a function, an object with one operator() const
#pragma once

#include <rt/core/task.hpp>
#include <type_traits>

namespace http_min::detail {

template <class Handler>
concept one_signature = std::is_pointer_v<Handler> || requires {
    &Handler::operator();
};

template <class Call>
struct call_signature;
template <class R, class... Args>
struct call_signature<R (*)(Args...)> {
    using result = R;
    template <template <class...> class To>
    using arguments = To<Args...>;
    static constexpr bool changes_itself = false;
};
template <class R, class... Args>
struct call_signature<R (*)(Args...) noexcept> : call_signature<R (*)(Args...)> {};
template <class H, class R, class... Args>
struct call_signature<R (H::*)(Args...) const> : call_signature<R (*)(Args...)> {};
template <class H, class R, class... Args>
struct call_signature<R (H::*)(Args...) const noexcept> : call_signature<R (*)(Args...)> {};
template <class H, class R, class... Args>
struct call_signature<R (H::*)(Args...)> : call_signature<R (*)(Args...)> {
    static constexpr bool changes_itself = true;
};

template <class Handler>
struct handler_traits : call_signature<decltype(&Handler::operator())> {};
template <class R, class... Args>
struct handler_traits<R (*)(Args...)> : call_signature<R (*)(Args...)> {};
template <class R, class... Args>
struct handler_traits<R (*)(Args...) noexcept> : call_signature<R (*)(Args...)> {};

// rt::task<T> gives T and runs on the loop; any other T is T and runs on the thread pool.
template <class Result>
struct handler_result {
    using type = Result;
    static constexpr bool on_the_loop = false;
};
template <class T>
struct handler_result<rt::task<T>> {
    using type = T;
    static constexpr bool on_the_loop = true;
};

}  // namespace http_min::detail
