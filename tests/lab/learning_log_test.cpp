#include "learning_log.hpp"

#include <unistd.h>

#include <fstream>

#include "support/catch.hpp"

using namespace lab;

namespace {

// A file that is gone when the test is over.
struct scratch {
    std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("ringlab_log_" + std::to_string(::getpid())) / "log.tsv";
    ~scratch() { std::filesystem::remove_all(file.parent_path()); }
};

}  // namespace

TEST_CASE("what was appended is there for the next lab") {
    const scratch here;
    learning_log(here.file).append("test", "05_1_task", "fail", "an idea\twith a tab");
    learning_log(here.file).append("test", "05_1_task", "pass");
    const learning_log log(here.file);
    REQUIRE(log.last("test", "05_1_task"));
    CHECK(log.last("test", "05_1_task")->outcome == "pass");
    CHECK(log.count("test", "05_1_task") == 2);
    CHECK(log.ever("test", "05_1_task", "fail"));
    CHECK(!log.last("run", "05_task"));
}

TEST_CASE("a broken line is skipped and the others still count") {
    const scratch here;
    learning_log(here.file).append("test", "05_1_task", "pass");
    std::ofstream(here.file, std::ios::app) << "\x01\x02 garbage\n\nhalf\ta\tline";
    CHECK(learning_log(here.file).count("test", "05_1_task") == 1);
}

TEST_CASE("a log that cannot be written is no failure") {
    learning_log log("/proc/no/such/folder/log.tsv");
    log.append("test", "05_1_task", "pass");
    CHECK(log.count("test", "05_1_task") == 1);
}
