#include <fcntl.h>

#include <cerrno>
#include <http_min/app/file_response.hpp>
#include <http_min/app/http_exception.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/response.hpp>
#include <http_min/app/static_files.hpp>
#include <http_min/wire/media_type.hpp>
#include <rt/loop/run_blocking.hpp>
#include <system_error>

namespace http_min {

namespace {

using kind = opened_file::kind;

void redirect_to_slash(const request& in, response& out) {
    const std::string_view path = in.head().target.path;  // as the client has spelled it
    std::string url;
    if (!in.host().empty())
        url.append(in.scheme()).append("://").append(in.host());
    else if (path.starts_with("//"))
        throw http_exception(404);  // would name a host of the client's choosing
    url.append(path) += '/';
    if (!in.query().empty()) url.append("?").append(in.query());
    out.status = 307;
    out.headers.set("location", url);
}

}  // namespace

static_files::static_files(const std::string& directory, static_options options)
    : directory_(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)), options_(options) {
    if (!directory_) throw std::system_error(errno, std::system_category(), "static_files: " + directory);
}

// On a pool thread.
static_files::found static_files::look_for(const std::string& path) const {
    found there;
    there.name = path;
    there.file = open_beneath(directory_, path);
    if (!options_.html || there.file.is == kind::file) return there;
    if (there.file.is == kind::directory) {
        const bool has_slash = path.empty() || path.ends_with('/');
        there.name = has_slash ? path + "index.html" : path + "/index.html";
        there.file = open_beneath(directory_, there.name);
        there.wants_slash = !has_slash;
        if (there.file.is == kind::file) return there;
        there.wants_slash = false;
    }
    there.name = "404.html";
    there.file = open_beneath(directory_, there.name);
    there.is_error_page = true;
    return there;
}

rt::task<> static_files::handle(request& in, response& out) const {
    if (in.method() != "GET" && in.method() != "HEAD") {
        http_exception refused(405);
        refused.headers.set("allow", "GET, HEAD");
        throw refused;
    }
    std::string path(in.route_path());
    if (path.starts_with('/')) path.erase(0, 1);
    found there = co_await rt::run_blocking(&static_files::look_for, this, std::move(path));
    if (there.file.is != kind::file) throw http_exception(404);
    if (there.wants_slash) {
        redirect_to_slash(in, out);
        co_return;
    }
    if (there.is_error_page) out.status = 404;
    write_file(in, out, std::move(there.file), wire::media_type_of(there.name));
}

}  // namespace http_min
