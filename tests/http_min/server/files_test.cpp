// Files over a socket: with their length, in pieces, several on one connection.
#include <http_min/app/static_files.hpp>

#include <fstream>

#include "support/catch.hpp"
#include "support/http_peer.hpp"
#include "support/temporary_folder.hpp"

using http_peer::body_of;
using http_peer::client;
using http_peer::status_of;
using http_peer::with_server;

namespace {

struct site {
    temporary_folder folder;
    http_min::app api;
    site() {
        std::ofstream(folder / "large.bin") << std::string(300'000, 'x') << "end";
        std::ofstream(folder / "small.txt") << "small";
        api.mount("/files", http_min::static_files(folder / ""));
    }
};

std::string get(std::string_view name, std::string_view more = "") {
    return "GET /files/" + std::string(name) + " HTTP/1.1\r\nhost: a\r\n" + std::string(more) + "\r\n";
}

}  // namespace

TEST_CASE("a file larger than any buffer arrives whole, with its length, and the connection goes on") {
    const site s;
    with_server(s.api, {}, [](http_min::server& server) -> rt::task<> {
        client c;
        co_await c.connect(server);
        co_await c.send(get("large.bin") + get("small.txt") + get("large.bin", "range: bytes=299998-\r\n"));
        const std::string large = co_await c.answer();
        const std::string small = co_await c.answer();
        const std::string part = co_await c.answer();
        CHECK(large.find("transfer-encoding") == large.npos);
        CHECK(body_of(large).size() == 300'003);
        CHECK(body_of(large).ends_with("xend"));
        CHECK(body_of(small) == "small");
        CHECK(status_of(part) == "206");
        CHECK(body_of(part) == "xxend");
    });
}

TEST_CASE("HEAD and 304 send no byte of the file") {
    const site s;
    with_server(s.api, {}, [](http_min::server& server) -> rt::task<> {
        client c;
        co_await c.connect(server);
        co_await c.send("HEAD /files/large.bin HTTP/1.1\r\nhost: a\r\n\r\n" +
                        get("large.bin", "if-none-match: *\r\n") + get("small.txt", "connection: close\r\n"));
        const std::string all = co_await c.rest();
        CHECK(all.find("content-length: 300003\r\n") != all.npos);
        CHECK(all.find("HTTP/1.1 304 Not Modified\r\n") != all.npos);
        CHECK(all.find("xxx") == all.npos);
        CHECK(all.ends_with("small"));
    });
}
