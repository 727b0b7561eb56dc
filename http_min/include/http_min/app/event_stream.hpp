// event_stream -- server-sent events: sse(generator) sends what it yields as text/event-stream.
//
//   rt::async_generator<sse_event> ticks(int n) {
//       for (int i = 0; i < n; ++i) co_yield sse_event(i).event("tick").id(std::to_string(i));
//   }
//   api.get<"/ticks">([](query<"n", int> n) { return sse(ticks(*n)); });
//
// Errors:    std::invalid_argument for an id or an event's name with a line break, which would be another field.
// Source:    the HTML standard, "Server-sent events".
#pragma once

#include <chrono>
#include <http_min/app/stream.hpp>
#include <http_min/app/write_json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace http_min {

class sse_event {
  public:
    sse_event() {}

    // The data, as JSON; text() is for data that are text as they are, of any number of lines.
    template <json_writable T>
    explicit sse_event(const T& data) {
        write_json(data_.emplace(), data);
    }
    static sse_event text(std::string_view data) {
        sse_event made;
        made.data_ = data;
        return made;
    }
    // What no client shows: it keeps proxies from closing a silent connection.
    static sse_event comment(std::string_view words) {
        sse_event made;
        made.comment_ = words;
        return made;
    }

    sse_event&& id(std::string_view value) && { return std::move(set(id_, value)); }
    sse_event&& event(std::string_view name) && { return std::move(set(event_, name)); }
    // How long the client waits before it connects again.
    sse_event&& retry(std::chrono::milliseconds after) && {
        retry_ = after;
        return std::move(*this);
    }

    void append_to(std::string& out) const;

  private:
    sse_event& set(std::optional<std::string>& field, std::string_view value);

    std::optional<std::string> comment_, id_, event_, data_;
    std::optional<std::chrono::milliseconds> retry_;
};

// stream() with the headers that keep it from being stored on its way.
class event_stream_response : stream_response {
  public:
    explicit event_stream_response(std::unique_ptr<body_stream> body)
        : stream_response(std::move(body), "text/event-stream; charset=utf-8") {}

    void write_to(response& out) && {
        std::move(static_cast<stream_response&>(*this)).write_to(out);
        out.headers.set("cache-control", "no-cache");
        out.headers.set("x-accel-buffering", "no");
    }
};

namespace detail {

inline void write_event(std::string& piece, const sse_event& event) { event.append_to(piece); }

template <class T>
void write_json_line(std::string& piece, const T& value) {
    write_json(piece, value);
    piece += '\n';
}

}  // namespace detail

inline event_stream_response sse(rt::async_generator<sse_event> events) {
    using body = detail::generated_body<rt::async_generator<sse_event>, &detail::write_event>;
    return event_stream_response(std::make_unique<body>(std::move(events)));
}
inline event_stream_response sse(rt::generator<sse_event> events) {
    using body = detail::generated_body<rt::generator<sse_event>, &detail::write_event>;
    return event_stream_response(std::make_unique<body>(std::move(events)));
}

// json_lines(generator) -- application/jsonl: one JSON value a line, each sent when it is yielded.
template <json_writable T>
stream_response json_lines(rt::async_generator<T> values) {
    using body = detail::generated_body<rt::async_generator<T>, &detail::write_json_line<T>>;
    return stream_response(std::make_unique<body>(std::move(values)), "application/jsonl");
}
template <json_writable T>
stream_response json_lines(rt::generator<T> values) {
    using body = detail::generated_body<rt::generator<T>, &detail::write_json_line<T>>;
    return stream_response(std::make_unique<body>(std::move(values)), "application/jsonl");
}

}  // namespace http_min
