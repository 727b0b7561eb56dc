#include <rt/sync/latch.hpp>

int main() {
    rt::latch three(3);
    three.count_down(2);
    three.count_down(2);
}
