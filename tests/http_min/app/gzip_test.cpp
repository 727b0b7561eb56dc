// gzip: compressed for those who take it.
#include <zlib.h>

#include <http_min/app/gzip.hpp>
#include <http_min/app/stream.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

std::string decompressed(const std::string& packed) {
    z_stream z{};
    REQUIRE(inflateInit2(&z, 15 + 16) == Z_OK);
    std::string text(1 << 20, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    z.avail_in = static_cast<uInt>(packed.size());
    z.next_out = reinterpret_cast<Bytef*>(text.data());
    z.avail_out = static_cast<uInt>(text.size());
    const int end = inflate(&z, Z_FINISH);
    text.resize(text.size() - z.avail_out);
    inflateEnd(&z);
    CHECK(end == Z_STREAM_END);
    return text;
}

rt::async_generator<std::string> lines(int n) {
    for (int i = 0; i < n; ++i) co_yield std::to_string(i) + "\n";
}

void build(app& api) {
    api.get<"/of/{size}">([](path<"size", std::size_t> size, response& out) -> rt::task<text_response> {
        out.headers.set("etag", "\"tag\"");
        co_return text(std::string(*size, 'a'));
    });
    api.get<"/image">(
        []() -> rt::task<response> { co_return response(200, std::string(1000, 'i'), "image/png"); });
    api.get<"/packed">([]() -> rt::task<response> {
        response out(200, std::string(1000, 'p'), "text/plain");
        out.headers.set("content-encoding", "br");
        co_return out;
    });
    api.get<"/stream">([]() -> rt::task<stream_response> { co_return stream(lines(1000)); });
    api.middleware(gzip());
}

test_answer get(const char* target, std::string accepts) {
    app api;
    build(api);
    test_client client(api);
    client.set_headers("accept-encoding: " + accepts + "\r\n");
    return client.get(target);
}

}  // namespace

TEST_CASE("a body is compressed for a client that takes gzip") {
    const test_answer answer = get("/of/1000", "deflate, gzip;q=0.5");
    CHECK(answer.header("content-encoding") == "gzip");
    CHECK(answer.header("vary") == "Accept-Encoding");
    CHECK(answer.header("etag") == "W/\"tag\"");
    CHECK(answer.body.size() < 100);
    CHECK(decompressed(answer.body) == std::string(1000, 'a'));
}

TEST_CASE("a large body is the same, compressed on the pool") {
    CHECK(decompressed(get("/of/300000", "*").body) == std::string(300000, 'a'));
}

TEST_CASE("a client that does not take gzip gets the body, and caches are told") {
    for (const char* const accepts : {"identity", "gzip;q=0", "gzip;q=0.000, *", "br, *;q=0", "xgzip"}) {
        const test_answer answer = get("/of/1000", accepts);
        CHECK(answer.header("content-encoding") == "");
        CHECK(answer.header("vary") == "Accept-Encoding");
        CHECK(answer.header("etag") == "\"tag\"");
        CHECK(answer.body.size() == 1000);
    }
}

TEST_CASE("small bodies, images and what is encoded already stay as they are") {
    for (const char* const target : {"/of/499", "/image", "/packed"}) {
        const test_answer answer = get(target, "gzip");
        CHECK(answer.header("content-encoding") != "gzip");
        CHECK(answer.header("vary") == "");
    }
}

TEST_CASE("a stream is compressed on its way") {
    const test_answer answer = get("/stream", "gzip");
    CHECK(answer.header("content-encoding") == "gzip");
    const std::string text = decompressed(answer.body);
    CHECK(text.starts_with("0\n1\n2\n"));
    CHECK(text.ends_with("998\n999\n"));
}
