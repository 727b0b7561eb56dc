// stream -- an answer that is sent while it is made.
//
//   rt::async_generator<std::string> numbers(int n) {
//       for (int i = 0; i < n; ++i) co_yield std::to_string(i) + "\n";
//   }
//   api.get<"/numbers">([](query<"n", int> n) { return stream(numbers(*n)); });
//
// Each piece is a chunk of its own and leaves at once; the generator goes on when the client has made room for it.
// When the client leaves, the generator is cancelled and closed: destructors run, clean-up is awaited. A plain
// rt::generator steps on the thread pool.
// Errors:    an exception of the generator comes too late for another status: it goes to the log, and the client
//            sees a body without an end.
// Lifetime:  a generator keeps copies of its parameters, not of what they refer to.
#pragma once

#include <concepts>
#include <http_min/app/generated_body.hpp>
#include <http_min/app/response.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace http_min {

class stream_response {
  public:
    explicit stream_response(std::unique_ptr<body_stream> body, std::string_view media_type,
                             std::optional<int> status = {})
        : body_(std::move(body)), media_type_(media_type), status_(status) {}

    void write_to(response& out) && {
        if (status_) out.status = *status_;
        out.headers.set("content-type", media_type_);
        out.stream = std::move(body_);
    }

  private:
    std::unique_ptr<body_stream> body_;
    std::string media_type_;
    std::optional<int> status_;  // none: the route's own
};

namespace detail {

template <class Text>
void write_text(std::string& piece, const Text& element) {
    piece = std::string_view(element);  // a copy: what a generator lends stays its own
}

}  // namespace detail

inline constexpr std::string_view plain_text = "text/plain; charset=utf-8";

template <std::convertible_to<std::string_view> Text>
stream_response stream(rt::async_generator<Text> pieces, std::string_view media_type = plain_text,
                       std::optional<int> status = {}) {
    using body = detail::generated_body<rt::async_generator<Text>, &detail::write_text<Text>>;
    return stream_response(std::make_unique<body>(std::move(pieces)), media_type, status);
}

template <std::convertible_to<std::string_view> Text>
stream_response stream(rt::generator<Text> pieces, std::string_view media_type = plain_text,
                       std::optional<int> status = {}) {
    using body = detail::generated_body<rt::generator<Text>, &detail::write_text<Text>>;
    return stream_response(std::make_unique<body>(std::move(pieces)), media_type, status);
}

inline stream_response stream(std::unique_ptr<body_stream> body, std::string_view media_type = plain_text,
                              std::optional<int> status = {}) {
    return stream_response(std::move(body), media_type, status);
}

}  // namespace http_min
