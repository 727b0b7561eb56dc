#include "transport.hpp"

#include <algorithm>
#include <cstdlib>
#include <http_min/testing/test_client.hpp>
#include <memory>
#include <stdexcept>

#include "parity.hpp"
#include "server_process.hpp"

namespace parity {

namespace {

std::string lower(std::string_view text) {
    std::string copy(text);
    std::transform(copy.begin(), copy.end(), copy.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return copy;
}

std::string_view take_line(std::string_view& text) {
    const std::size_t end = text.find("\r\n");
    if (end == text.npos) throw std::runtime_error("a line without its end in: " + std::string(text));
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 2);
    return line;
}

std::string join_chunks(std::string_view chunks) {
    std::string body;
    for (;;) {
        const std::size_t size = std::stoul(std::string(take_line(chunks)), nullptr, 16);
        if (size == 0) return body;
        body += chunks.substr(0, size);
        chunks.remove_prefix(size + 2);
    }
}

// A whole response, of a connection that was closed behind it.
answer read_answer(std::string_view text) {
    answer a;
    a.status = std::stoi(std::string(take_line(text).substr(9, 3)));
    for (std::string_view line = take_line(text); !line.empty(); line = take_line(text)) {
        const std::size_t colon = line.find(": ");
        a.headers.emplace_back(lower(line.substr(0, colon)), line.substr(colon + 2));
    }
    a.body = a.header("transfer-encoding") == "chunked" ? join_chunks(text) : std::string(text);
    return a;
}

class socket_transport final : public transport {
  public:
    server_process& server() { return server_; }

    answer send(std::string_view method, std::string_view target, std::string_view headers,
                std::string_view body) override {
        std::string text;
        text.append(method).append(" ").append(target).append(
            " HTTP/1.1\r\nHost: testserver\r\nConnection: close\r\n");
        if (!body.empty()) text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
        text.append(headers).append("\r\n").append(body);
        return read_answer(server_.exchange(text));
    }

  private:
    server_process server_;
};

}  // namespace

std::string_view answer::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

int answer::how_many(std::string_view name) const {
    return static_cast<int>(
        std::count_if(headers.begin(), headers.end(), [&](const auto& each) { return each.first == name; }));
}

answer transport::post(std::string_view target, std::string_view body, std::string_view media_type) {
    return send("POST", target, "Content-Type: " + std::string(media_type) + "\r\n", body);
}

std::string transport::log_up_to(const std::string& token, std::string_view last) {
    std::string events;
    for (int asked = 0; asked < 20'000 && events.find(last) == events.npos; ++asked)
        events = get("/log/" + token).json()["events"].dump();
    return events;
}

namespace {

socket_transport* far_away() {
    const char* const driver = std::getenv("RT_DRIVER");
    if (driver && std::string_view(driver) == "simulated") return nullptr;
    static socket_transport far;
    return &far;
}

}  // namespace

transport* over_a_socket() { return far_away(); }

server_process* a_server() {
    socket_transport* const far = far_away();
    return far ? &far->server() : nullptr;
}

struct in_process::parts {
    parts() {
        build(api, remembered);
        client.run(api.start());
    }

    memory remembered;
    http_min::app api{options};
    http_min::test_client client{api, {.raise_server_exceptions = false, .follow_redirects = false}};
};

in_process::in_process() : parts_(std::make_unique<parts>()) {}
in_process::~in_process() = default;

answer in_process::send(std::string_view method, std::string_view target, std::string_view headers,
                        std::string_view body) {
    parts_->client.set_headers(std::string(headers));
    parts_->client.cookies().clear();
    const http_min::test_answer given = parts_->client.send(method, target, body);
    answer a;
    a.status = given.status;
    for (const auto [name, value] : given.headers.view()) a.headers.emplace_back(lower(name), value);
    a.body = given.body;
    return a;
}

}  // namespace parity
