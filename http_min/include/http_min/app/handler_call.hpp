// handler_call -- one call of a handler, its types forgotten: what a request has to go through is written once, in
// handler_call.cpp. The typed kind is in endpoint.hpp.
//
// Lifetime:  holds the parameters until the handler has ended and its result is written.
// Threads:   work() runs on a pool thread, all else on the loop.
#pragma once

#include <http_min/app/dependency.hpp>
#include <http_min/app/write_result.hpp>
#include <memory>
#include <rt/core/frame_pool.hpp>
#include <rt/core/task.hpp>
#include <span>
#include <type_traits>
#include <utility>

namespace http_min::detail {

class handler_call : public rt::pooled_frame {
  public:
    handler_call() = default;
    handler_call(const handler_call&) = delete;
    handler_call& operator=(const handler_call&) = delete;
    virtual ~handler_call() = default;

    // What the parameters depend on, to be solved before they are read.
    virtual std::span<const wanted_dependency> wanted() = 0;
    virtual void read(request& in, response& out) = 0;
    // RETURNS what calls the handler and writes its result. It keeps `self`, which is this.
    virtual rt::task<> begin(std::unique_ptr<handler_call> self, request& in, response& out) = 0;

    // For plain handlers: the call itself, and then writing. RETURNS what is left to be awaited, if anything.
    virtual void work() {}
    virtual rt::task<> write(request& in, response& out);
};

// All of it: solve, read, call, write. Errors may come out before the task is awaited.
rt::task<> perform(std::unique_ptr<handler_call> call, request& in, response& out);

// The rest of it for a plain handler.
rt::task<> work_in_pool(std::unique_ptr<handler_call> call, request& in, response& out);

// The rest of it for one that returns a task: one coroutine for each T, whatever the number of handlers.
template <class T>
rt::task<> write_when_done([[maybe_unused]] std::unique_ptr<handler_call> call, rt::task<T> work, request& in,
                           response& out) {
    if constexpr (std::is_void_v<T>) {
        co_await std::move(work);
        write_result(out, nullptr);
    } else {
        auto value = co_await std::move(work);
        if constexpr (awaited_responder<std::remove_cvref_t<T>>)
            co_await std::move(value).answer(in, out);
        else
            write_result(out, std::move(value));
    }
}

}  // namespace http_min::detail
