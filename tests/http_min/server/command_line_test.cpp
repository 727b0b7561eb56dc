// The flags of a server: what makes no sense ends with 2, before any port is taken.
#include <http_min/server/command_line.hpp>
#include <http_min/server/unknown_flag.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"

using http_min::server_options;

namespace {

std::optional<int> read(server_options& options, std::vector<std::string> words) {
    words.insert(words.begin(), "server");
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    return http_min::read_command_line(options, "Test", static_cast<int>(arguments.size()), arguments.data());
}

std::optional<int> read(std::vector<std::string> words) {
    server_options unused;
    return read(unused, std::move(words));
}

}  // namespace

TEST_CASE("flags become options, and what is not said keeps its default") {
    server_options options;
    CHECK_FALSE(read(options, {"--host", "::1", "--port", "0", "--timeout-head", "0.5", "--no-access-log"}));
    CHECK(options.host == "::1");
    CHECK(options.port == 0);
    CHECK(options.head == std::chrono::milliseconds(500));
    CHECK_FALSE(options.access_log);
    CHECK(options.keep_alive == server_options().keep_alive);
}

TEST_CASE("a flag or a value that makes no sense ends with 2") {
    for (const char* const port : {"abc", "99999", "-1", "", "80x"}) CHECK(read({"--port", port}) == 2);
    for (const char* const host : {"nonsense", "localhost", "", "127.0.0.1:80", "1.2.3"})
        CHECK(read({"--host", host}) == 2);
    for (const char* const seconds : {"nan", "-1", "1e300", "inf", "soon", ""})
        CHECK(read({"--timeout-head", seconds}) == 2);
    for (const char* const count : {"-1", "99999999999999999999999", "many"}) {
        CHECK(read({"--limit-body", count}) == 2);
        CHECK(read({"--limit-concurrency", count}) == 2);
    }
    CHECK(read({"--driver", "nonsense"}) == 2);
    CHECK(read({"--frobnicate"}) == 2);
    CHECK(read({"extra"}) == 2);
}

TEST_CASE("flags that contradict each other end with 2") {
    CHECK(read({"--fd", "3", "--port", "80"}) == 2);
    CHECK(read({"--uds", "/run/shop", "--host", "::1"}) == 2);
    CHECK(read({"--uds", "/run/shop", "--fd", "3"}) == 2);
    CHECK(read({"--access-log", "--no-access-log"}) == 2);
    CHECK(read({"--reload"}) == 2);
    CHECK(read({"--workers", "0"}) == 2);
    CHECK(read({"--header", "no colon"}) == 2);
    CHECK(read({"--header", "X: a\r\nY: b"}) == 2);
    CHECK(read({"--forwarded-allow-ips", "localhost"}) == 2);
    CHECK(read({"--log-level", "loud"}) == 2);
}

TEST_CASE("uvicorn's flags are understood") {
    server_options options;
    CHECK_FALSE(
        read(options, {"--workers", "2", "--threads", "3", "--backlog", "5", "--limit-max-requests", "9",
                       "--root-path", "/api", "--no-proxy-headers", "--no-server-header", "--header",
                       "X-A: b", "--log-level", "error", "--timeout-graceful-shutdown", "1.5"}));
    CHECK(options.workers == 2);
    CHECK(options.threads == 3);
    CHECK(options.backlog == 5);
    CHECK(options.requests == 9);
    CHECK(options.root_path == "/api");
    CHECK_FALSE(options.proxy_headers);
    CHECK_FALSE(options.server_header);
    CHECK(options.headers.size() == 1);
    CHECK(options.headers[0].second == "b");
    CHECK(options.log == http_min::log_level::error);
    CHECK(options.graceful_shutdown == std::chrono::milliseconds(1500));
}

TEST_CASE("--help says what there is, and ends with 0") { CHECK(read({"--help"}) == 0); }

TEST_CASE("a flag that is none is answered with the near one, or with what uvicorn's flag is here") {
    const std::vector<std::string> known{"--port", "--host", "--workers", "--limit-concurrency"};
    using http_min::unknown_flag;
    CHECK(unknown_flag("--prot", known) == "there is no flag --prot. Did you mean --port?");
    CHECK(unknown_flag("--worker=2", known) == "there is no flag --worker. Did you mean --workers?");
    CHECK(unknown_flag("--frobnicate", known) == "there is no flag --frobnicate.");
    CHECK(unknown_flag("extra", known) == "'extra' is no flag, and a server takes nothing else.");
    CHECK(unknown_flag("--ssl-keyfile", known).find("--proxy-headers") != std::string::npos);
    CHECK(unknown_flag("--reload-dir", known).find("lab serve --reload") != std::string::npos);
}
