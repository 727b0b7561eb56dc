#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    std::printf("the demo says hello\n");
    return argc > 1 ? std::atoi(argv[1]) : 0;
}
