// Memory: what a large message has taken, a connection gives back when it is idle.
#include <malloc.h>

#include <cstdlib>
#include <new>
#include <rt/core/frame_pool.hpp>

#include "http_min/server/echo_app.hpp"
#include "support/catch.hpp"
#include "support/http_peer.hpp"

namespace {

std::size_t allocated = 0;  // bytes, now; nothing here runs on a second thread

}  // namespace

#if RT_POOL_FRAMES  // a sanitizer has its own operators: there the test has nothing to see
void* operator new(std::size_t size) {
    void* const memory = std::malloc(size);
    if (memory == nullptr) throw std::bad_alloc();
    allocated += ::malloc_usable_size(memory);
    return memory;
}
void operator delete(void* memory) noexcept {
    allocated -= ::malloc_usable_size(memory);
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }
#endif

using http_peer::body_of;
using http_peer::client;
using http_peer::with_server;

namespace {

const http_min::app api = echo_app();
constexpr std::size_t large = 1 << 20;

// Both ways: a large body in, and the same one out.
rt::task<> exchange(client& c) {
    co_await c.send("POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: " + std::to_string(large) + "\r\n\r\n" +
                    std::string(large, 'b'));
    const std::string answer = co_await c.answer();
    CHECK(body_of(answer).size() == large);
}

}  // namespace

TEST_CASE("an idle connection keeps nothing of a large request, nor of a large answer") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
        const std::string small = co_await c.answer();
        const std::size_t before = allocated;
        co_await exchange(c);
        c.forget();
        co_await c.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");  // answered: so it had become idle
        const std::string again = co_await c.answer();
        CHECK(allocated < before + large / 4);
    });
}
