#include <http_min/testing/test_loop.hpp>
#include <rt/io/make_driver.hpp>

namespace http_min {

std::shared_ptr<test_loop> test_loop::of_this_thread() {
    thread_local std::weak_ptr<test_loop> here;
    std::shared_ptr<test_loop> found = here.lock();
    if (!found) here = found = std::shared_ptr<test_loop>(new test_loop);
    return found;
}

// Made when it is first needed: a client that is not used yet leaves the thread to others.
rt::loop& test_loop::home() {
    if (!home_) home_ = std::make_unique<rt::loop>(rt::make_driver("simulated"));
    return *home_;
}

void test_loop::turn_until(const bool& done) {
    try {
        home().run_until(done);
    } catch (const rt::deadlock&) {
        home_.reset();  // everything on it is cancelled
        throw;
    }
}

test_loop::~test_loop() {
    if (!home_) return;
    try {
        home_->shut_down();
    } catch (const rt::deadlock&) {  // something cannot be cancelled: it is left where it waits
    }
}

}  // namespace http_min
