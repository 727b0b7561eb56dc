#include <rt/core/detached.hpp>
#include <stdexcept>

rt::detached cook() {
    throw std::runtime_error("the kitchen burns");
    co_return;
}

int main() { cook().start(); }
