// The access log: what a line looks like, and that no reader of it can hold the server up.
#include <fcntl.h>
#include <http_min/server/access_log.hpp>
#include <http_min/wire/request_parser.hpp>
#include <rt/io/fd.hpp>
#include <rt/io/run.hpp>
#include <rt/loop/yield.hpp>
#include <signal.h>
#include <string>

#include "support/catch.hpp"

using http_min::access_log;

namespace {

struct log_pipe {
    rt::fd reader;
    rt::fd writer;

    log_pipe() {
        int ends[2] = {-1, -1};
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        reader = rt::fd(ends[0]);
        writer = rt::fd(ends[1]);
        ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    }

    // All that is in the pipe now.
    std::string read_all() const {
        std::string all;
        char buffer[4096];
        for (ssize_t got = 0; (got = ::read(reader.get(), buffer, sizeof buffer)) > 0;)
            all.append(buffer, static_cast<std::size_t>(got));
        return all;
    }
};

// As many turns of a loop as there are lines, so that each is written by itself.
rt::task<> log_lines(access_log& log, int count) {
    http_min::wire::request_parser parser;
    REQUIRE(parser.feed("GET /items/42?q=x HTTP/1.1\r\nhost: a\r\n\r\n").complete());
    for (int i = 0; i < count; ++i) {
        log.line("127.0.0.1:50542", parser.head(), 200);
        co_await rt::yield();
        co_await rt::yield();
    }
}

constexpr std::string_view line = "INFO:     127.0.0.1:50542 - \"GET /items/42?q=x HTTP/1.1\" 200 OK\n";

}  // namespace

TEST_CASE("a request is a line, as uvicorn writes it") {
    log_pipe p;
    access_log log(true, p.writer.get());
    rt::run(log_lines(log, 1));
    CHECK(p.read_all() == line);
}

TEST_CASE("a log that nobody reads holds nothing up, and keeps what it can until somebody does") {
    log_pipe p;
    access_log log(true, p.writer.get());
    rt::run(log_lines(log, 10'000));  // several times what a pipe holds
    std::string read = p.read_all();
    const std::size_t in_the_pipe = read.size();
    rt::run(log_lines(log, 1));  // now there is room: what waited comes first
    read += p.read_all();
    CHECK(read.size() > in_the_pipe);
    CHECK(read.size() < 10'000 * line.size());
    bool whole_lines = read.size() % line.size() == 0;
    for (std::size_t at = 0; at < read.size(); at += line.size()) whole_lines &= read.compare(at, line.size(), line) == 0;
    CHECK(whole_lines);
}

TEST_CASE("a log whose reader has left, or whose disk is full, is dropped") {
    ::signal(SIGPIPE, SIG_IGN);  // as serve() does
    log_pipe p;
    p.reader = rt::fd();
    access_log left(true, p.writer.get());
    rt::run(log_lines(left, 3));
    const rt::fd full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    access_log no_room(true, full.get());
    rt::run(log_lines(no_room, 3));
    SUCCEED("both have ended");
}
