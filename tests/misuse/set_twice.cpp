#include <rt/core/result.hpp>

int main() {
    rt::result<int> r;
    r.set_value(1);
    r.set_value(2);
}
