// test_client.cpp -- text to parser to app, and back; again where it leads elsewhere.
#include <http_min/testing/test_client.hpp>
#include <http_min/wire/request_parser.hpp>
#include <stdexcept>

namespace http_min {

namespace {

constexpr int most_redirects = 20;

cookie_jar::time_point now() { return std::chrono::system_clock::now(); }

std::string_view path_of(std::string_view target) { return target.substr(0, target.find_first_of("?#")); }

// What a Location means, seen from `target`: the path and query there.
std::string follow(std::string_view location, std::string_view target) {
    const std::size_t scheme = location.find("://");
    if (scheme != location.npos && scheme < location.find_first_of("/?#")) location.remove_prefix(scheme + 1);
    if (location.starts_with("//")) {  // the host: there is one app here, and it answers for all
        const std::size_t path = location.find_first_of("/?#", 2);
        location = path == location.npos ? "/" : location.substr(path);
    }
    location = location.substr(0, location.find('#'));
    if (location.starts_with('/')) return std::string(location);
    const std::string_view path = path_of(target);
    if (location.starts_with('?')) return std::string(path) + std::string(location);
    return std::string(path.substr(0, path.rfind('/') + 1)) + std::string(location);
}

bool is_redirect(const test_answer& answer) {
    const int s = answer.status;
    return (s == 301 || s == 302 || s == 303 || s == 307 || s == 308) && answer.headers.find("location");
}

// Browsers and httpx agree: 303 asks for a GET, and so does a 301 or 302 to a POST.
bool becomes_get(int status, std::string_view method) {
    if (status == 303) return method != "HEAD";
    return (status == 301 || status == 302) && method == "POST";
}

// A stream that fails does so as its client would see it: the body stops short.
rt::task<> gather(const app& api, request& in, body_stream& stream, test_answer& answer) {
    try {
        if (in.method() == "HEAD")
            co_await stream.close();
        else
            co_await read_whole(stream, answer.body);
    } catch (const std::exception&) {
        api.log_unhandled(std::current_exception());
        in.note_unhandled(std::current_exception());
        answer.is_complete = false;
    }
}

// As a server does it, but for the sending.
rt::task<> exchange(const app& api, request& in, response& out, test_answer& answer) {
    co_await api.handle(in, out);
    answer.status = out.status;
    answer.headers = out.headers;
    if (in.method() != "HEAD") answer.body = out.body;
    if (out.stream) co_await gather(api, in, *out.stream, answer);
    if (in.unfinished()) co_await api.finish(in, out);
}

}  // namespace

struct test_client::outgoing {
    std::string method, target;
    text_pairs headers;
    const text_pairs& cookies;
    detail::test_body body;
};

test_client::test_client(const app& api, test_client_options options) : api_(api), options_(options) {
    std::string_view url = options.base_url;
    const std::size_t scheme = url.find("://");
    if (scheme == url.npos) throw std::invalid_argument("a base url begins with http:// or https://");
    scheme_ = url.substr(0, scheme);
    url.remove_prefix(scheme + 3);
    host_ = url.substr(0, url.find('/'));
    base_path_ = url.substr(host_.size());
    if (base_path_.ends_with('/')) base_path_.remove_suffix(1);
}

test_answer test_client::send_json(std::string_view method, std::string_view target, const json& body) {
    test_call call;
    call.json = body;
    return send(method, target, call);
}

test_answer test_client::send(std::string_view method, std::string_view target, std::string_view body,
                              std::string_view media_type) {
    test_call call;
    call.body = body;
    call.media_type = media_type;
    return send(method, target, call);
}

test_answer test_client::send(std::string_view method, std::string_view target, const test_call& call) {
    const std::string relative = detail::with_params(target, call.params);
    const std::string start = target.starts_with('/') ? std::string(base_path_) + relative : relative;
    outgoing message{std::string(method), start, call.headers, call.cookies, detail::body_of(call)};
    std::vector<test_answer> history;
    for (;;) {
        test_answer answer = send_once(message);
        if (!is_redirect(answer) || !call.follow_redirects.value_or(options_.follow_redirects)) {
            answer.history = std::move(history);
            return answer;
        }
        if (history.size() == most_redirects)
            throw std::runtime_error("more than 20 redirects: " + answer.url);
        message.target = follow(answer.header("location"), message.target);
        if (becomes_get(answer.status, message.method)) {
            message.method = "GET";
            message.body = {};
        }
        history.push_back(std::move(answer));
    }
}

websocket_session test_client::websocket(std::string_view target, const test_call& call) {
    const std::string relative = detail::with_params(target, call.params);
    outgoing message{"GET", target.starts_with('/') ? std::string(base_path_) + relative : relative,
                     call.headers, call.cookies, {}};
    const text_pairs upgrade{{"connection", "Upgrade"},
                             {"upgrade", "websocket"},
                             {"sec-websocket-version", "13"},
                             {"sec-websocket-key", "dGhlIHRlc3QgY2xpZW50IQ=="}};
    message.headers.insert(message.headers.end(), upgrade.begin(), upgrade.end());
    websocket_session session(api_, text_of(message), options_.client, scheme_, options_.root_path,
                              options_.raise_server_exceptions);
    keep_cookies(session.answer(), message.target);
    return session;
}

std::string test_client::text_of(const outgoing& message) {
    std::string text;
    const auto add = [&text](std::string_view name, std::string_view value) {
        text.append(name).append(": ").append(value).append("\r\n");
    };
    const auto says = [&](std::string_view name) {
        for (const auto& [each, value] : message.headers)
            if (wire::same_name(each, name)) return true;
        return false;
    };
    text.append(message.method).append(" ").append(message.target).append(" HTTP/1.1\r\n");
    if (!says("host")) add("host", host_);
    text.append(headers_);
    for (const auto& [name, value] : message.headers) add(name, value);
    std::string cookies = cookies_.field_for(path_of(message.target), scheme_ == "https", now());
    for (const auto& [name, value] : message.cookies)
        cookies.append(cookies.empty() ? "" : "; ").append(name).append("=").append(value);
    if (!cookies.empty()) add("cookie", cookies);
    if (!message.body.media_type.empty() && !says("content-type"))
        add("content-type", message.body.media_type);
    if (!message.body.text.empty()) add("content-length", std::to_string(message.body.text.size()));
    return text.append("\r\n");
}

test_answer test_client::send_once(const outgoing& message) {
    const std::string text = text_of(message);
    wire::request_parser parser;
    const wire::parse_result parsed = parser.feed(text);
    if (!parsed.complete()) throw std::invalid_argument(std::string(parsed.why.reason));

    request in;
    in.set_client(options_.client);
    in.set_scheme(scheme_);
    in.set_root_path(options_.root_path);
    in.assign(parser.head(), message.body.text);
    response out;
    test_answer answer;
    answer.url = std::string(scheme_) + "://" + std::string(in.host()) + message.target;
    loop_->run(exchange(api_, in, out, answer));
    if (in.unhandled() && options_.raise_server_exceptions) std::rethrow_exception(in.unhandled());
    keep_cookies(answer, message.target);
    return answer;
}

void test_client::keep_cookies(const test_answer& answer, std::string_view target) {
    for (const auto [name, value] : answer.headers.view())
        if (wire::same_name(name, "set-cookie")) cookies_.take(value, path_of(target), now());
}

}  // namespace http_min
