// background_tasks.cpp -- one after another; by index, for the list may grow meanwhile.
#include <http_min/app/background_tasks.hpp>

#include <rt/loop/run_blocking.hpp>

namespace http_min {

rt::task<> background_tasks::entry::run_in_pool() {
    co_await rt::run_blocking(
        +[](entry* self) { self->work(); }, this);
}

rt::task<> background_tasks::run() {
    for (std::size_t i = 0; i < list_.size(); ++i) co_await list_[i]->run();
}

}  // namespace http_min
