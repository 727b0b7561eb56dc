// exception_handlers -- who answers for what was thrown: first by the status of an http_exception, then by type, the
// more derived type before its base, as FastAPI does. One for the 500s is the last resort and stands outside the
// middleware; the log is told whatever it answers.
#pragma once

#include <exception>
#include <http_min/app/exception_handler.hpp>
#include <memory>
#include <vector>

namespace http_min {

class exception_handlers {
  public:
    // Later ones replace earlier ones of the same type or status.
    void add(std::unique_ptr<exception_handler> one);
    void add_for_status(int status, std::unique_ptr<exception_handler> one);
    void set_last_resort(std::unique_ptr<exception_handler> one) { last_resort_ = std::move(one); }

    bool empty() const { return by_type_.empty() && by_status_.empty(); }

    struct found {
        const exception_handler* handler = nullptr;
        const void* exception = nullptr;  // as it takes it
    };
    found find(const std::exception_ptr& thrown) const;
    const exception_handler* last_resort() const { return last_resort_.get(); }

  private:
    struct for_status {
        int status;
        std::unique_ptr<exception_handler> handler;
    };
    std::vector<std::unique_ptr<exception_handler>>
        by_type_;  // Invariant: no handler stands before one it covers
    std::vector<for_status> by_status_;
    std::unique_ptr<exception_handler> last_resort_;
};

}  // namespace http_min
