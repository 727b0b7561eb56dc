// lifespan -- what an app does before its first request and after its last: opens and closes what all requests share.
//
//   api.on_startup([&]() -> rt::task<> { co_await pool.connect(); });
//   api.on_shutdown([&] { pool.close(); });
//   api.lifespan([]() -> rt::async_generator<database> {     // both in one: up to co_yield, and from there on
//       database db = co_await open_database();
//       co_yield rt::lend(db);                                // a handler takes it as state<database>
//       co_await db.close();
//   });
//
// Hooks run on the loop, plain ones too. Startup in the order they were added; shutdown hooks in theirs, then the
// generators, the last one first.
// Errors:    what fails in start() comes out of it, when what had begun has ended again. stop() runs everything, then
//            rethrows the first error.
// Lifetime:  hooks live in the app, so they may be capturing coroutines.
// Threads:   start() and stop() on one loop, with no request in flight.
#pragma once

#include <functional>
#include <http_min/app/state_table.hpp>
#include <memory>
#include <rt/core/async_generator.hpp>
#include <rt/core/task.hpp>
#include <type_traits>
#include <utility>
#include <vector>

namespace http_min {

class lifespan {
  public:
    // One step of starting, and what undoes it.
    class stage {
      public:
        virtual ~stage() = default;
        virtual rt::task<> enter(state_table& state) = 0;
        virtual rt::task<> leave() = 0;
    };
    using hook = std::function<rt::task<>()>;

    void add(std::unique_ptr<stage> one) { stages_.push_back(std::move(one)); }
    void at_end(hook one) { at_end_.push_back(std::move(one)); }

    rt::task<> start(state_table& state);
    rt::task<> stop();

  private:
    rt::task<> leave_all();

    std::vector<std::unique_ptr<stage>> stages_;
    std::vector<hook> at_end_;
    std::size_t entered_ = 0;  // so many stages have begun
};

namespace detail {

template <class Hook>
concept lifespan_hook =
    std::is_invocable_r_v<rt::task<>, Hook&> || std::is_void_v<std::invoke_result_t<Hook&>>;

template <lifespan_hook Hook>
lifespan::hook as_task(Hook hook) {
    if constexpr (std::is_void_v<std::invoke_result_t<Hook&>>)
        return [hook = std::move(hook)]() mutable -> rt::task<> {
            hook();
            co_return;
        };
    else
        return hook;
}

class startup_stage final : public lifespan::stage {
  public:
    explicit startup_stage(lifespan::hook run) : run_(std::move(run)) {}
    rt::task<> enter(state_table&) override { return run_(); }
    rt::task<> leave() override { co_return; }

  private:
    lifespan::hook run_;
};

// Says that a lifespan has yielded not at all, or twice.
[[noreturn]] void lifespan_yields_once();

template <class Body>
class generator_stage final : public lifespan::stage {
    using generator = std::invoke_result_t<Body&>;

  public:
    explicit generator_stage(Body body) : body_(std::move(body)) {}

    rt::task<> enter(state_table& state) override {
        running_ = std::make_unique<generator>(body_());
        auto* const value = co_await running_->next();
        if (value == nullptr) lifespan_yields_once();
        state.lend(*value);
    }
    rt::task<> leave() override {
        auto* const second = co_await running_->next();
        const bool yields_again = second != nullptr;
        running_.reset();
        if (yields_again) lifespan_yields_once();
    }

  private:
    Body body_;
    std::unique_ptr<generator> running_;
};

}  // namespace detail

}  // namespace http_min
