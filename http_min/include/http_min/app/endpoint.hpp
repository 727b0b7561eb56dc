// endpoint -- the operation that calls a handler, whose types it knows.
//
// Lifetime:  the parameters live in a call of their own until the handler has ended.
// Threads:   a task runs where it is awaited, on the loop; a plain handler on the thread pool. What it
//            returned is written on the loop again.
#pragma once

#include <http_min/app/argument.hpp>
#include <http_min/app/describe.hpp>
#include <http_min/app/handler_call.hpp>
#include <http_min/app/handler_traits.hpp>
#include <http_min/app/operation.hpp>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace http_min {

namespace detail {

// Fills the parameters and hands them over.
template <class Handler>
class call_with_parameters : public handler_call {
    using traits = handler_traits<Handler>;

  public:
    using parameters = typename traits::template arguments<arguments>;

    explicit call_with_parameters(const Handler& handler) : handler_(handler) {}
    std::span<const wanted_dependency> wanted() final { return given_.wanted(); }
    void read(request& in, response& out) final { given_.read(in, out); }

  protected:
    typename traits::result call() { return given_.call(handler_); }

  private:
    const Handler& handler_;
    parameters given_;
};

template <class Handler, class Result = typename handler_traits<Handler>::result>
class typed_call final : public call_with_parameters<Handler> {
  public:
    using call_with_parameters<Handler>::call_with_parameters;

    rt::task<> begin(std::unique_ptr<handler_call> self, request& in, response& out) override {
        return work_in_pool(std::move(self), in, out);
    }
    void work() override { value_.emplace(this->call()); }
    rt::task<> write(request& in, response& out) override {
        if constexpr (awaited_responder<value>) {
            return std::move(*value_).answer(in, out);
        } else {
            write_result(out, std::move(*value_));
            return handler_call::write(in, out);
        }
    }

  private:
    using value = std::remove_cvref_t<Result>;
    std::optional<value> value_;
};

template <class Handler>
class typed_call<Handler, void> final : public call_with_parameters<Handler> {
  public:
    using call_with_parameters<Handler>::call_with_parameters;

    rt::task<> begin(std::unique_ptr<handler_call> self, request& in, response& out) override {
        return work_in_pool(std::move(self), in, out);
    }
    void work() override { this->call(); }
    rt::task<> write(request& in, response& out) override {
        write_result(out, nullptr);
        return handler_call::write(in, out);
    }
};

template <class Handler, class T>
class typed_call<Handler, rt::task<T>> final : public call_with_parameters<Handler> {
  public:
    using call_with_parameters<Handler>::call_with_parameters;

    rt::task<> begin(std::unique_ptr<handler_call> self, request& in, response& out) override {
        return write_when_done(std::move(self), this->call(), in, out);
    }
};

}  // namespace detail

template <class Handler>
class endpoint final : public operation {
    using result = typename detail::handler_traits<Handler>::result;
    using call = detail::typed_call<Handler>;

  public:
    explicit endpoint(Handler handler) : handler_(std::move(handler)) {
        if (call::parameters::want_scope) this->want_scope();
    }

    void describe(operation_description& to) const override {
        detail::tell_handler<Handler, typename detail::handler_result<result>::type>(to);
    }

  protected:
    rt::task<> answer(const route&, request& in, response& out) const override {
        return detail::perform(std::make_unique<call>(handler_), in, out);
    }

  private:
    Handler handler_;
};

}  // namespace http_min
