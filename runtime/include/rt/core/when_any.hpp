// when_any(tasks...) -- start all, take the first that finishes, cancel the others and wait until they have
// ended.
//
// Errors:    an exception counts as finishing. Nothing is lost: what losers throw while they are being
//            cancelled comes out too, several errors as one exception_group. rt::cancelled when the caller's
//            scope is cancelled.
// Lifetime:  no child outlives the await. What a loser returned after all is destroyed.
// Threads:   all children on the caller's thread.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <exception>
#include <optional>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/exception_group.hpp>
#include <rt/core/when_all.hpp>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace rt {

// Who was first, counted from 0, and what came of it.
template <class Value>
struct first_of {
    first_of(std::size_t i, Value v) : index(i), value(std::move(v)) {}
    std::size_t index;
    Value value;
};

namespace detail {

struct race {
    static constexpr std::size_t undecided = static_cast<std::size_t>(-1);

    cancel_scope runners;
    std::size_t winner = undecided;
    std::vector<std::exception_ptr> errors;

    void finished(std::size_t who) noexcept {
        if (winner == undecided) winner = who;
        runners.cancel();
    }
};

template <class T>
when_all_child run_in(race& r, std::size_t me, result<T>& into, task<T> work) {
    try {
        if constexpr (std::is_void_v<T>) {
            co_await std::move(work);
            into.set_value();
        } else {
            into.set_value(co_await std::move(work));
        }
        r.finished(me);
    } catch (const cancelled&) {
    } catch (...) {
        r.errors.push_back(std::current_exception());
        r.finished(me);
    }
}

template <class Children>
task<> wait_for_all(Children& children) {
    co_await when_all_awaiter(children);
}

template <class Children>
task<> run_race(race& r, Children& children) {
    static_cast<void>(co_await r.runners.run(wait_for_all(children)));
    throw_all(std::move(r.errors));
    if (r.winner == race::undecided) throw cancelled{};  // from outside: everybody ended by it
}

template <std::size_t I = 0, class Variant, class... T>
void take_winner(std::optional<Variant>& into, std::size_t winner, std::tuple<result<T>...>& results) {
    if constexpr (I < sizeof...(T)) {
        if (winner == I)
            into.emplace(std::in_place_index<I>, take_stored(std::get<I>(results)));
        else
            take_winner<I + 1>(into, winner, results);
    }
}

}  // namespace detail

// RETURNS a variant with an alternative for each task: its value, a pointer for T&, an empty struct for void.
template <class... T>
requires(sizeof...(T) > 0) task<first_of<std::variant<detail::stored<T>...>>> when_any(task<T>... tasks) {
    using variant = std::variant<detail::stored<T>...>;
    detail::race race;
    std::tuple<result<T>...> results;
    std::size_t next = 0;
    auto make_children = [&](auto&... into) {
        return std::array<detail::when_all_child, sizeof...(T)>{
            detail::run_in(race, next++, into, std::move(tasks))...};
    };
    auto children = std::apply(make_children, results);
    co_await detail::run_race(race, children);
    std::optional<variant> value;
    detail::take_winner(value, race.winner, results);
    co_return first_of<variant>(race.winner, std::move(*value));
}

// The same for a number of tasks known only at run time. REQUIRES: at least one.
template <class T>
task<first_of<detail::stored<T>>> when_any(std::vector<task<T>> tasks) {
    RT_EXPECTS(!tasks.empty(), "when_any of no task at all would wait for ever");
    detail::race race;
    std::deque<result<T>> results;  // a result does not move: its child writes to it
    std::vector<detail::when_all_child> children;
    children.reserve(tasks.size());
    for (task<T>& work : tasks) {
        const std::size_t me = children.size();
        children.push_back(detail::run_in(race, me, results.emplace_back(), std::move(work)));
    }
    co_await detail::run_race(race, children);
    co_return first_of<detail::stored<T>>(race.winner, detail::take_stored(results[race.winner]));
}

}  // namespace rt
