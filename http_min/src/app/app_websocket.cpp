// app_websocket.cpp -- a request that asks for a WebSocket finds its route; how the handler ends is how the conversation does.
#include <http_min/app/app.hpp>
#include <http_min/app/http_exception.hpp>
#include <http_min/app/websocket_conversation.hpp>
#include <rt/core/cancelled.hpp>

namespace http_min {

namespace {

namespace code = wire::websocket_code;

struct farewell {
    int goodbye = code::normal;
    std::string reason = {};
    bool is_unhandled = false;
    bool is_cancelled = false;
};

farewell farewell_after(const std::exception_ptr& thrown) {
    farewell last;
    try {
        if (thrown) std::rethrow_exception(thrown);
    } catch (const websocket_disconnect&) {  // it is closed
    } catch (const websocket_exception& error) {
        last.goodbye = wire::may_be_sent(error.code) ? error.code : code::server_error;
        last.reason = error.reason;
    } catch (const request_validation_error&) {
        last.goodbye = code::refused;
    } catch (const http_exception&) {
        last.goodbye = code::server_error;
    } catch (const rt::cancelled&) {
        last.is_cancelled = true;
    } catch (...) {
        last.goodbye = code::server_error;
        last.is_unhandled = true;
    }
    return last;
}

}  // namespace

rt::task<> detail::close_after(websocket& socket, std::exception_ptr thrown) {
    const farewell last = farewell_after(thrown);
    if (last.is_cancelled) co_return;
    try {
        co_await socket.close(last.goodbye, last.reason);
    } catch (const rt::cancelled&) {  // whoever awaits next is told again
    }
}

// What refuses the handshake is a 403 to the client, as in FastAPI; what is mounted may have another answer.
rt::task<> app::converse(http_min::websocket& socket, request& in, response& out) const {
    const route_table::found found = sockets().find("GET", in.route_path(), in.path_parameters());
    std::exception_ptr thrown;
    try {
        if (found.is == route_match::full) {
            in.finish_without_client(found.where->options().finish_without_client);
            co_await found.where->run(in, out);
        }
    } catch (const rt::cancelled&) {
        throw;
    } catch (...) {
        thrown = std::current_exception();
    }
    if (farewell_after(thrown).is_unhandled) {
        log_unhandled(thrown);
        in.note_unhandled(thrown);
    }
    co_await detail::close_after(socket, thrown);
    if (socket.was_accepted()) {
        out.status = 101;
    } else if (thrown || out.status < 300) {
        out.clear();
        out.status = 403;
    }
}

}  // namespace http_min
