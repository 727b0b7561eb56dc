// mount_point.cpp -- while what is mounted runs, the request's route path begins behind the mount.
#include <http_min/app/mount_point.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/route.hpp>

namespace http_min {

namespace {

constexpr std::string_view rest = "/{path:path}";

}  // namespace

rt::task<> mount_point::answer(const route& at, request& in, response& out) const {
    const request::below_mount here(in, at.path().size() - rest.size());
    co_await inner_->handle(in, out);
}

}  // namespace http_min
