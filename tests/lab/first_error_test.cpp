#include "first_error.hpp"

#include "support/catch.hpp"

using namespace lab;

namespace {

const char* const clang_log = R"(FAILED: exercises/CMakeFiles/exercise_05_1_task_work.dir/test.cpp.o
/usr/bin/clang++-19 -I/kit/work/05_1_task -o test.cpp.o -c /kit/exercises/05_1_task/test.cpp
In file included from /kit/exercises/05_1_task/test.cpp:1:
/usr/include/c++/12/bits/alloc_traits.h:518:4: error: no matching function for call to 'construct_at'
  518 |         { std::construct_at(p) }
      |           ^
/kit/work/05_1_task/rt/core/task.hpp:31:9: note: in instantiation of member function 'std::vector<int>::push_back' requested here
   31 |         values.push_back(3);
      |                ^
/kit/work/05_1_task/rt/core/task.hpp:40:5: error: no viable conversion from 'std::vector<std::string, std::allocator<std::string>>' to 'int'
   40 |     return v;
      |            ^
2 errors generated.
)";

}  // namespace

TEST_CASE("an error in a library header is shown with the learner's line that led there") {
    const auto error = first_error(clang_log, "/kit/work/05_1_task");
    REQUIRE(error);
    CHECK(error->because == "/kit/work/05_1_task/rt/core/task.hpp:31");
    CHECK(error->message == "no matching function for call to 'construct_at'");
    CHECK(error->others == 1);
}

TEST_CASE("an error in the learner's own file comes with its line and the source below it") {
    const std::string log = std::string(clang_log).substr(std::string(clang_log).find("   31 |"));
    const auto error = first_error(log, "/kit/work/05_1_task");
    REQUIRE(error);
    CHECK(error->file == "/kit/work/05_1_task/rt/core/task.hpp");
    CHECK(error->line == "40");
    CHECK(error->message == "no viable conversion from 'std::vector<std::string>' to 'int'");
    CHECK(error->excerpt.at(0) == "   40 |     return v;");
}

TEST_CASE("g++ names the learner's line before the error") {
    const auto error =
        first_error(R"(/usr/include/c++/12/bits/x.h: In instantiation of 'void f() [with T = int]':
/kit/work/05_1_task/rt/core/task.hpp:12:7:   required from here
/usr/include/c++/12/bits/x.h:99:4: error: static assertion failed: no
   99 |    static_assert(false);
)",
                    "/kit/work/05_1_task");
    REQUIRE(error);
    CHECK(error->because == "/kit/work/05_1_task/rt/core/task.hpp:12");
}

TEST_CASE("without an error in the learner's file the first error counts") {
    const auto error = first_error(
        "/kit/exercises/05_1/test.cpp:7:3: error: no member named 'get' in 'rt::task<int>'\n", "/kit/work");
    REQUIRE(error);
    CHECK(error->file == "/kit/exercises/05_1/test.cpp");
    CHECK(error->because.empty());
}

TEST_CASE("an undefined reference is an error without a place") {
    const auto error =
        first_error("/usr/bin/ld: test.cpp:(.text+0x5): undefined reference to `rt::run()'\n", "/kit/work");
    REQUIRE(error);
    CHECK(error->message == "undefined reference to `rt::run()'");
}

TEST_CASE("a log without an error has none") {
    CHECK(!first_error("ninja: build stopped: interrupted by user.\n", "/kit/work"));
}

TEST_CASE("template noise is cut") {
    CHECK(without_template_noise("'std::__cxx11::basic_string<char>'") == "'std::string'");
    CHECK(without_template_noise(
              "std::vector<std::basic_string<char, std::char_traits<char>, std::allocator<char>>>") ==
          "std::vector<std::string>");
    CHECK(without_template_noise("a<b<c<d<e>>>>") == "a<b<c<..>>>");
    CHECK(without_template_noise("'x' (aka 'basic_string<char>') is wrong") == "'x' is wrong");
    CHECK(without_template_noise("a < b and p->q >= 3") == "a < b and p->q >= 3");
}
