// request.cpp -- the path is decoded once, before any route is tried.
#include <http_min/app/request.hpp>
#include <http_min/wire/url.hpp>

namespace http_min {

void request::assign(const wire::request_head& head, std::string_view body) {
    head_ = &head;
    body_ = body;
    values_.clear();
    path_ = wire::decode_path(head.target.path, scratch_);
}

}  // namespace http_min
