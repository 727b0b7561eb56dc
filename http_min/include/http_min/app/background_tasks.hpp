// background_tasks -- work for after the response: a parameter of a handler or of a dependency.
//
//   api.post<"/orders">([](body<order> placed, background_tasks& later) {
//       later.add(send_mail, placed->customer);
//       return json{{"accepted", true}};
//   });
//
// They run one after another, in the order they were added, when the response has been sent: those that return rt::task<T>
// on the loop, others on the thread pool. The client does not wait for them.
// Errors:    one that throws ends the list, and is logged. None runs when the handler has thrown.
// Lifetime:  the callable and its arguments are moved into the list, so a lambda that captures may be a coroutine.
// Threads:   those of the request: the handler and its dependencies run one after another.
#pragma once

#include <functional>
#include <memory>
#include <rt/core/task.hpp>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace http_min {

namespace detail {

template <class T>
inline constexpr bool is_view = std::is_same_v<T, std::string_view>;
template <class T, std::size_t Size>
inline constexpr bool is_view<std::span<T, Size>> = true;

template <class Argument, bool Holds = !is_view<Argument>>
struct background_task_is_given {
    static_assert(
        Holds,
        "a background task runs after the handler has ended: give it a std::string or a std::vector, and no "
        "view of what may be gone by then");
};

template <class T>
inline constexpr bool is_task = false;
template <class T>
inline constexpr bool is_task<rt::task<T>> = true;

template <class T>
rt::task<> without_result(rt::task<T> work) {
    co_await std::move(work);
}

}  // namespace detail

class background_tasks {
  public:
    background_tasks() = default;
    background_tasks(const background_tasks&) = delete;
    background_tasks& operator=(const background_tasks&) = delete;

    // Calls f(args...) later.
    template <class F, class... Args>
    void add(F f, Args... args) {
        (static_cast<void>(sizeof(detail::background_task_is_given<Args>)), ...);
        list_.push_back(std::make_unique<call<F, Args...>>(std::move(f), std::move(args)...));
    }

    bool empty() const { return list_.empty(); }
    void clear() { list_.clear(); }

    // For app::finish. A task may add further ones.
    rt::task<> run();

  private:
    // Not from the frame pool: a plain handler adds on a pool thread what is freed on the loop's.
    class entry {
      public:
        entry() = default;
        entry(const entry&) = delete;
        entry& operator=(const entry&) = delete;
        virtual ~entry() = default;
        virtual rt::task<> run() { return run_in_pool(); }

      protected:
        virtual void work() {}

      private:
        rt::task<> run_in_pool();
    };

    template <class F, class... Args>
    class call final : public entry {
        static constexpr bool on_the_loop = detail::is_task<std::invoke_result_t<F&, Args...>>;

      public:
        explicit call(F f, Args... args) : f_(std::move(f)), args_(std::move(args)...) {}

        rt::task<> run() override {
            if constexpr (on_the_loop)
                return detail::without_result(invoke());
            else
                return entry::run();
        }

      private:
        void work() override {
            if constexpr (!on_the_loop) static_cast<void>(invoke());
        }
        decltype(auto) invoke() {
            return std::apply(
                [this](Args&... each) -> decltype(auto) { return std::invoke(f_, std::move(each)...); },
                args_);
        }

        F f_;
        std::tuple<Args...> args_;
    };

    std::vector<std::unique_ptr<entry>> list_;
};

}  // namespace http_min
