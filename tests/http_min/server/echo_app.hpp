// echo_app.hpp -- the app that the server's tests talk to.
#pragma once

#include <http_min/app/app.hpp>
#include <rt/loop/loop.hpp>
#include <rt/loop/sleep.hpp>
#include <string>

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
    api.get<"/slow">([]() -> rt::task<text_response> {
        co_await rt::sleep_for(std::chrono::milliseconds(20));
        co_return text("slow");
    });
    return api;
}
