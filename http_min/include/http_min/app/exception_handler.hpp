// exception_handler -- makes a response of what was thrown: of one type and those derived from it, or of one status.
//
//   api.on_exception<out_of_stock>([](request& in, const out_of_stock& e) { return text(e.what(), 409); });
//   api.on_exception<404>([](request& in, const http_exception& e) { return html("<h1>Nothing here</h1>", 404); });
//
// It returns something that is a response, or a task of that; a plain one runs on the thread pool.
// Errors:    what a handler throws is not handled again: it is a 500.
#pragma once

#include <exception>
#include <http_min/app/handler_traits.hpp>
#include <http_min/app/http_exception.hpp>
#include <http_min/app/response.hpp>
#include <memory>
#include <rt/core/task.hpp>
#include <rt/loop/run_blocking.hpp>
#include <type_traits>
#include <utility>

namespace http_min {

class request;

class exception_handler {
  public:
    virtual ~exception_handler() = default;

    // RETURNS the exception, if it is one for this handler; it lives as long as `thrown`.
    virtual const void* takes(const std::exception_ptr& thrown) const = 0;
    // REQUIRES: `exception` is what takes() returned.
    virtual rt::task<> run(request& in, response& out, const void* exception) const = 0;

    // Whether every exception for `other` is one for this handler too. Only types that are thrown can be compared, so
    // a null pointer is thrown: a pointer to a base catches it.
    virtual bool covers(const exception_handler& other) const = 0;
    virtual void throw_null() const = 0;
};

namespace detail {

template <class Handler, class Error>
concept exception_answer = std::is_invocable_v<const Handler&, request&, const Error&> &&
    responder<typename handler_result<std::invoke_result_t<const Handler&, request&, const Error&>>::type>;

template <class Handler, class Error, bool Holds = exception_answer<Handler, Error>>
struct exception_handler_answers {
    static_assert(Holds,
                  "an exception handler is called as (request&, const Error&) and returns a response, "
                  "text(...) and the "
                  "like, or a task of that");
};

template <class Error, class Handler>
class typed_exception_handler final : public exception_handler {
    using outcome = handler_result<std::invoke_result_t<const Handler&, request&, const Error&>>;

  public:
    explicit typed_exception_handler(Handler handler) : handler_(std::move(handler)) {}

    const void* takes(const std::exception_ptr& thrown) const override {
        try {
            std::rethrow_exception(thrown);
        } catch (const Error& error) {
            return std::addressof(error);
        } catch (...) {
            return nullptr;
        }
    }

    rt::task<> run(request& in, response& out, const void* exception) const override {
        const Error& error = *static_cast<const Error*>(exception);
        if constexpr (outcome::on_the_loop) {
            auto work = handler_(in, error);
            auto answer = co_await std::move(work);
            replace(out, std::move(answer));
        } else {
            auto answer = co_await rt::run_blocking(&call_plain, this, &in, &error);
            replace(out, std::move(answer));
        }
    }

    bool covers(const exception_handler& other) const override {
        try {
            other.throw_null();
        } catch (const Error*) {
            return true;
        } catch (...) {
        }
        return false;
    }
    void throw_null() const override { throw static_cast<const Error*>(nullptr); }

  private:
    static auto call_plain(const typed_exception_handler* self, request* in, const Error* error) {
        return self->handler_(*in, *error);
    }
    template <class Answer>
    static void replace(response& out, Answer&& answer) {
        out.clear();
        std::move(answer).write_to(out);
        out.drop_forbidden_body();
    }

    Handler handler_;
};

}  // namespace detail

}  // namespace http_min
