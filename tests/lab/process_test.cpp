#include "process.hpp"

#include <fstream>

#include "support/catch.hpp"

using namespace lab;
using namespace std::chrono_literals;

namespace {

command shell(const std::string& script) { return {{"sh", "-c", script}}; }

limits within(milliseconds time) {
    limits bounds;
    bounds.time = time;
    return bounds;
}

// For a shell to start and say a word, on a machine that has other things to do.
constexpr auto enough = 1500ms;

bool alive(const std::string& pid) { return std::filesystem::exists("/proc/" + pid); }

std::string first_word(const std::string& text) { return text.substr(0, text.find_first_of(" \n")); }

}  // namespace

TEST_CASE("a program's output and exit code are returned") {
    const auto result = run(shell("echo out; echo err >&2; exit 3"));
    CHECK(result.how == ending::exited);
    CHECK(result.code == 3);
    CHECK(result.output == "out\nerr\n");
    CHECK(result.in_words() == "exit code 3");
}

TEST_CASE("a signal is not an exit code") {
    const auto result = run(shell("kill -SEGV $$"));
    CHECK(result.how == ending::signalled);
    CHECK(result.in_words() == "killed by SIGSEGV (Segmentation fault)");
}

TEST_CASE("a program that does not exist ends with 127 and says so") {
    const auto result = run({{"/no/such/program"}});
    CHECK(result.code == 127);
    CHECK(result.output == "cannot run /no/such/program: No such file or directory\n");
}

TEST_CASE("the time limit kills the whole group") {
    const auto result = run(shell("sleep 1000 & echo $!; wait"), within(enough));
    CHECK(result.how == ending::timed_out);
    CHECK(!alive(first_word(result.output)));
}

TEST_CASE("a program that ignores SIGTERM is killed all the same") {
    const auto result = run(shell("trap '' TERM; echo ready; while :; do sleep 1000; done"), within(enough));
    CHECK(result.how == ending::timed_out);
    CHECK(result.output == "ready\n");
}

TEST_CASE("a child that left the group does not outlive the program") {
    const auto result =
        run(shell("(setsid sh -c 'echo $$; exec sleep 1000 >/dev/null' &) | { read pid; echo $pid; }"),
            within(20s));
    REQUIRE(!result.output.empty());
    CHECK(result.ok());
    CHECK(!alive(first_word(result.output)));
}

TEST_CASE("a grandchild that keeps the pipe open does not hold us") {
    const auto result = run(shell("sleep 1000 & echo done"), within(20s));
    CHECK(result.ok());
    CHECK(result.took < 10s);
}

TEST_CASE("a flood of output is bounded and does not keep the clock from being looked at") {
    auto bounds = within(2s);  // long enough for `yes` to begin on a busy machine
    bounds.kept_output = 1000;
    const auto result = run({{"yes"}}, bounds);
    CHECK(result.how == ending::timed_out);
    CHECK(result.output.size() == 1000);
    CHECK(result.output_cut);
}

TEST_CASE("lines arrive one by one, the last one also without its end") {
    std::vector<std::string> lines;
    run(shell("printf 'a\\nb\\nc'"), {}, [&](std::string_view line) { lines.emplace_back(line); });
    CHECK(lines == std::vector<std::string>{"a", "b", "c"});
}

TEST_CASE("one can wait for a line, then for the end") {
    child server(shell("echo starting; echo listening on 1; read x; trap 'exit 7' TERM; kill -TERM $$"),
                 within(10s));
    CHECK(server.wait_for_line([](std::string_view line) { return line.starts_with("listening"); }, 5s));
    const auto result = server.wait();
    CHECK(result.code == 7);
    CHECK(result.output == "starting\nlistening on 1\n");
}

TEST_CASE("a line that never comes is waited for no longer than asked") {
    child server(shell("echo one; sleep 1000"), within(60s));
    CHECK(!server.wait_for_line([](std::string_view line) { return line == "two"; }, 100ms));
}

TEST_CASE("a child does not outlive its object") {
    std::string pid;
    {
        child sleeper(shell("echo $$; exec sleep 1000"), {});
        sleeper.wait_for_line([&](std::string_view line) { return pid = line, true; }, 5s);
    }
    REQUIRE(!pid.empty());
    CHECK(!alive(pid));
}

TEST_CASE("variables are added, and removed by an empty value") {
    const auto result = run({{"sh", "-c", "echo ${A-none} ${HOME-none}"}, {}, {{"A", "1"}, {"HOME", ""}}});
    CHECK(result.output == "1 none\n");
}

TEST_CASE("standard input is empty") { CHECK(run({{"cat"}}, within(5s)).ok()); }
