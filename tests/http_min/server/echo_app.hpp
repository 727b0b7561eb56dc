// echo_app.hpp -- the app that the server's tests talk to.
#pragma once

#include <http_min/app/app.hpp>
#include <rt/loop/loop.hpp>
#include <rt/sync/event.hpp>
#include <string>

// A handler waits at the gate, so a test knows that it is inside, and says when it goes on.
struct gate {
    static inline rt::event* entered = nullptr;
    static inline rt::event* open = nullptr;

    rt::event entered_here;
    rt::event open_here;
    gate() {
        entered = &entered_here;
        open = &open_here;
    }
};

inline http_min::app echo_app() {
    using http_min::request;
    using http_min::text;
    using http_min::text_response;
    http_min::app api;
    api.get<"/">([]() -> rt::task<text_response> { co_return text("hello"); });
    api.post<"/echo">([](request& in) -> rt::task<text_response> { co_return text(std::string(in.body())); });
    api.get<"/big">([]() -> rt::task<text_response> { co_return text(std::string(4 << 20, 'x')); });
    api.get<"/where">([]() { return rt::loop::is_running_here(); });
    api.get<"/where-async">([]() -> rt::task<bool> { co_return rt::loop::is_running_here(); });
    api.get<"/gated">([]() -> rt::task<text_response> {
        gate::entered->set();
        co_await gate::open->wait();
        co_return text("through the gate");
    });
    api.post<"/later">([](http_min::background_tasks& later) -> rt::task<text_response> {
        later.add([]() -> rt::task<> {
            gate::entered->set();
            co_await gate::open->wait();
        });
        co_return text("accepted");
    });
    return api;
}
