// test_client.cpp -- text to parser to app, and back.
#include <http_min/testing/test_client.hpp>
#include <http_min/wire/request_parser.hpp>
#include <rt/io/run.hpp>
#include <stdexcept>

namespace http_min {

namespace {

// As a server does it, but for the sending.
rt::task<> exchange(const app& api, request& in, response& out) {
    co_await api.handle(in, out);
    if (in.unfinished()) co_await api.finish(in, out);
}

}  // namespace

test_answer test_client::post(std::string_view target, const json& body) {
    return send("POST", target, to_text(body), "application/json");
}

test_answer test_client::send(std::string_view method, std::string_view target, std::string_view body,
                              std::string_view media_type) {
    std::string text;
    text.append(method)
        .append(" ")
        .append(target)
        .append(" HTTP/1.1\r\nhost: testserver\r\n")
        .append(headers_);
    if (!media_type.empty()) text.append("content-type: ").append(media_type).append("\r\n");
    if (!body.empty()) text.append("content-length: ").append(std::to_string(body.size())).append("\r\n");
    text.append("\r\n");

    wire::request_parser parser;
    const wire::parse_result parsed = parser.feed(text);
    if (!parsed.complete()) throw std::invalid_argument(std::string(parsed.why.reason));

    request in;
    in.assign(parser.head(), body);
    test_answer answer;
    rt::run(exchange(api_, in, answer), {.driver = "simulated"});
    return answer;
}

}  // namespace http_min
