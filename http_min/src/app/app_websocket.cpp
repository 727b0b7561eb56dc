// app_websocket.cpp -- a handshake finds its route; how the handler ends is how the conversation does.
#include <http_min/app/app.hpp>
#include <http_min/app/http_exception.hpp>
#include <http_min/app/websocket.hpp>
#include <rt/core/cancelled.hpp>

namespace http_min {

namespace {

struct farewell {
    int code = wire::websocket_code::normal;
    std::string reason;
    bool is_unhandled = false;
};

farewell after(const std::exception_ptr& thrown) {
    if (!thrown) return {};
    try {
        std::rethrow_exception(thrown);
    } catch (const websocket_disconnect&) {
        return {};  // it is closed
    } catch (const websocket_exception& error) {
        return {error.code, error.reason, false};
    } catch (const http_exception&) {
        return {wire::websocket_code::server_error, {}, false};
    } catch (const request_validation_error&) {
        return {wire::websocket_code::refused, {}, false};
    } catch (...) {
        return {wire::websocket_code::server_error, {}, true};
    }
}

}  // namespace

rt::task<> app::handle(http_min::websocket& socket) const {
    request& in = socket.request();
    response unused;
    std::exception_ptr thrown;
    const route_table::found found = sockets().find("GET", in.route_path(), in.path_parameters());
    in.set_overrides(overrides_.empty() ? nullptr : &overrides_);
    in.set_socket(&socket);
    try {
        if (found.is == route_match::full) co_await found.where->run(in, unused);
    } catch (const rt::cancelled&) {
        throw;
    } catch (...) {
        thrown = std::current_exception();
    }
    const farewell last = after(thrown);
    if (last.is_unhandled) {
        log_unhandled(thrown);
        in.note_unhandled(thrown);
    }
    co_await socket.close(last.code, last.reason);
}

}  // namespace http_min
