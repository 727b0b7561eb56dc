#include <rt/core/result.hpp>

int main() {
    rt::result<int> r;
    r.take();
}
