// offload -- co_await it: calls a plain handler away from the loop and gives back what it returned.
//
// Until there is a thread pool: calls it here and now.
#pragma once

#include <coroutine>
#include <tuple>
#include <utility>

namespace http_min::detail {

template <class R, class... Args>
class offload {
  public:
    explicit offload(R (*call)(Args...), Args... args) : call_(call), args_(args...) {}

    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    R await_resume() { return std::apply(call_, args_); }

  private:
    R (*call_)(Args...);
    std::tuple<Args...> args_;
};

}  // namespace http_min::detail
