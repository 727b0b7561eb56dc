// G2: an aggregate temporary in an awaited call is destroyed twice
// Where the member owns memory, that is a double free. (PR98401, PR107288, PR100611)
#include "task.hpp"

struct options {
    counted member;
    int value = 0;
};

task<int> child(options given) { co_return given.value; }

task<int> program() {
    counted mine;
    co_return co_await child(options{.member = mine, .value = 1});
}

int main() {
    program().run();
    return counted::balanced() ? 0 : 1;
}
