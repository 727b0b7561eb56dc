// held_value -- what one dependency gave to one request, kept until the request is over.
//
// Lifetime:  in the list of its request_scope. A value, the parameters it was made of and the generator it
//            comes from live there together, so that what is handed out stays valid: in the handler, in a
//            streamed body, in background tasks.
// Threads:   the loop's, where it is made and where it dies.
#pragma once

#include <exception>
#include <rt/core/frame_pool.hpp>
#include <rt/core/task.hpp>

namespace http_min {

struct dependency;

class held_value : public rt::pooled_frame {
  public:
    held_value() = default;
    held_value(const held_value&) = delete;
    held_value& operator=(const held_value&) = delete;
    virtual ~held_value() = default;

    // Goes on behind the co_yield of a resource; there `why`, if not null, is thrown. What the resource lets
    // through comes out. Of a value that is no resource: nothing.
    virtual rt::task<> leave(std::exception_ptr why);

    bool has_exit() const { return has_exit_; }
    void* value() const { return value_; }  // null: there is none, for the dependency returns void

  protected:
    void* value_ = nullptr;
    bool has_exit_ = false;  // a resource, and open

  private:
    friend class request_scope;
    const dependency* of_ = nullptr;
    held_value* older_ = nullptr;
    bool is_wrong_ = false;  // its parameters were, so that it was not called
};

}  // namespace http_min
