// test_client -- calls an app in this process: no socket, no server, a few microseconds a request.
//
//   test_client client(api);
//   const auto answer = client.get("/items/42", {.params = {{"q", "x"}}});
//   CHECK(answer.status == 200);
//   CHECK(answer.json() == json{{"item_id", 42}, {"q", "x"}});
//
// A request is written as text and read by the real parser: a test sends what a socket would bring. A call returns when
// its background tasks have ended; the time that anything sleeps is virtual. Cookies are kept, redirects are followed.
//
// Errors:    std::invalid_argument for a request that the parser refuses. What no exception handler of the app takes is
//            thrown again, unless raise_server_exceptions says that the test wants to see the 500.
// Lifetime:  the app outlives the client.
// Threads:   see test_loop.
#pragma once

#include <concepts>
#include <http_min/app/app.hpp>
#include <http_min/testing/cookie_jar.hpp>
#include <http_min/testing/test_answer.hpp>
#include <http_min/testing/test_call.hpp>
#include <http_min/testing/test_loop.hpp>
#include <http_min/testing/websocket_session.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace http_min {

struct test_client_options {
    std::string_view base_url = "http://testserver";
    std::string_view root_path = "";
    bool raise_server_exceptions = true;
    bool follow_redirects = true;
    client_address client = {"testclient", 50000};
};

class test_client {
  public:
    explicit test_client(const app& api, test_client_options options = {});

    // Sent with every request that follows, in "Name: value\r\n" lines.
    void set_headers(std::string lines) { headers_ = std::move(lines); }
    cookie_jar& cookies() { return cookies_; }

    test_answer get(std::string_view target, const test_call& call = {}) { return send("GET", target, call); }
    test_answer head(std::string_view target, const test_call& call = {}) {
        return send("HEAD", target, call);
    }
    test_answer options(std::string_view target, const test_call& call = {}) {
        return send("OPTIONS", target, call);
    }
    test_answer delete_(std::string_view target, const test_call& call = {}) {
        return send("DELETE", target, call);
    }
    test_answer post(std::string_view target, const test_call& call = {}) {
        return send("POST", target, call);
    }
    test_answer put(std::string_view target, const test_call& call = {}) { return send("PUT", target, call); }
    test_answer patch(std::string_view target, const test_call& call = {}) {
        return send("PATCH", target, call);
    }

    // What can be JSON, said by its type: json{{"a", 1}}, nullptr, 7. Braces alone are a test_call's.
    template <std::convertible_to<json> Json>
    test_answer post(std::string_view target, const Json& body) {
        return send_json("POST", target, body);
    }
    template <std::convertible_to<json> Json>
    test_answer put(std::string_view target, const Json& body) {
        return send_json("PUT", target, body);
    }
    template <std::convertible_to<json> Json>
    test_answer patch(std::string_view target, const Json& body) {
        return send_json("PATCH", target, body);
    }

    test_answer send(std::string_view method, std::string_view target, const test_call& call);
    test_answer send(std::string_view method, std::string_view target, std::string_view body = {},
                     std::string_view media_type = {});

    // A conversation; of `call`, what a GET can have. websocket_session.hpp. Subprotocols are a header.
    websocket_session websocket(std::string_view target, const test_call& call = {});

    // Startup has run when it returns; shutdown runs when what it returns ends, and throws there what fails:
    //   const auto alive = client.lifespan();
    class running {
      public:
        explicit running(test_client& client) : client_(client) { client_.run(client_.api_.start()); }
        running(const running&) = delete;
        running& operator=(const running&) = delete;
        ~running() noexcept(false) { client_.run(client_.api_.stop()); }

      private:
        test_client& client_;
    };
    [[nodiscard("the app runs as long as this lives")]] running lifespan() { return running(*this); }

    // Anything else on the client's loop: rt::run() is not possible beside it.
    template <class T>
    T run(rt::task<T> work) {
        return loop_->run(std::move(work));
    }

  private:
    struct outgoing;

    test_answer send_json(std::string_view method, std::string_view target, const json& body);
    test_answer send_once(const outgoing& message);
    std::string text_of(const outgoing& message);
    void keep_cookies(const test_answer& answer, std::string_view target);

    const app& api_;
    const test_client_options options_;
    std::string_view scheme_, host_, base_path_;  // of the base url
    std::string headers_;
    cookie_jar cookies_;
    std::shared_ptr<test_loop> loop_ = test_loop::of_this_thread();
};

}  // namespace http_min
