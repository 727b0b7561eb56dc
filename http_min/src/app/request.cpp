// request.cpp -- the path is decoded once, before any route is tried.
#include <http_min/app/request.hpp>
#include <http_min/wire/url.hpp>

namespace http_min {

void request::assign(const wire::request_head& head, std::string_view body) {
    head_ = &head;
    body_ = body;
    json_.reset();
    unhandled_ = nullptr;
    form_.reset();
    socket_ = nullptr;
    finishes_without_client_ = false;
    values_.clear();
    scope_.reset();
    mounted_ = 0;
    path_ = wire::decode_path(head.target.path, scratch_);
}

const json_body& request::as_json() {
    if (!json_) json_ = json_body::read(body_, header("content-type").value_or(""));
    return *json_;
}

}  // namespace http_min
