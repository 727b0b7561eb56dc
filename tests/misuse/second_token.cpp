#include <rt/core/detached.hpp>
#include <rt/sync/capacity_limiter.hpp>

rt::detached breakfast(rt::capacity_limiter& pans) {
    const auto one = co_await pans.acquire();
    const auto two = co_await pans.acquire();
}

int main() {
    rt::capacity_limiter pans(2);
    breakfast(pans).start();
}
