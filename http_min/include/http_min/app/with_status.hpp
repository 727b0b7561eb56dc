// with_status -- a value as JSON, with a status of its own and headers: co_return with_status(201, item).
#pragma once

#include <http_min/app/response.hpp>
#include <http_min/app/write_json.hpp>
#include <utility>

namespace http_min {

template <json_writable T>
class with_status {
  public:
    using model = T;  // for the document

    with_status(int status, T value) : status_(status), value_(std::move(value)) {}

    void write_to(response& out) && {
        out.status = status_;
        out.headers.set("content-type", "application/json");
        write_json(out.body, value_);
    }

  private:
    int status_;
    T value_;
};

}  // namespace http_min
