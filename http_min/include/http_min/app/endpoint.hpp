// endpoint -- the operation that calls a handler, whose types it knows.
//
// Lifetime:  the parameters live in run()'s frame until the handler has ended.
// Threads:   a task runs where it is awaited, on the loop; a plain handler on the thread pool. What it
//            returned is written on the loop again.
#pragma once

#include <http_min/app/argument.hpp>
#include <http_min/app/describe.hpp>
#include <http_min/app/fixed_string.hpp>
#include <http_min/app/handler_traits.hpp>
#include <http_min/app/operation.hpp>
#include <http_min/app/write_result.hpp>
#include <rt/loop/run_blocking.hpp>
#include <type_traits>
#include <utility>

namespace http_min {

template <fixed_string Path, class Handler>
class endpoint final : public operation {
    using traits = detail::handler_traits<Handler>;
    using parameters = typename traits::template arguments<arguments>;
    using outcome = detail::handler_result<typename traits::result>;
    using result = typename outcome::type;

  public:
    explicit endpoint(Handler handler) : handler_(std::move(handler)) {
        if (parameters::want_scope) this->want_scope();
    }

    void describe(operation_description& to) const override { detail::tell_handler<Handler, result>(to); }

  protected:
    rt::task<> answer(const route&, request& in, response& out) const override {
        parameters given;
        if constexpr (parameters::has_dependencies) co_await given.solve(*in.scope());
        given.read(in, out);
        if constexpr (!outcome::on_the_loop) {
            if constexpr (std::is_void_v<result>) {
                co_await rt::run_blocking(&call_plain, this, &given);
                detail::write_result(out, nullptr);
            } else {
                auto value = co_await rt::run_blocking(&call_plain, this, &given);
                if constexpr (detail::awaited_responder<result>)
                    co_await std::move(value).answer(in, out);
                else
                    detail::write_result(out, std::move(value));
            }
        } else {
            auto work = given.call(handler_);
            if constexpr (std::is_void_v<result>) {
                co_await std::move(work);
                detail::write_result(out, nullptr);
            } else {
                auto value = co_await std::move(work);
                if constexpr (detail::awaited_responder<result>)
                    co_await std::move(value).answer(in, out);
                else
                    detail::write_result(out, std::move(value));
            }
        }
    }

  private:
    static result call_plain(const endpoint* self, parameters* given) requires(!outcome::on_the_loop) {
        return given->call(self->handler_);
    }

    Handler handler_;
};

}  // namespace http_min
