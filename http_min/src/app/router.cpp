// router.cpp -- prefixes are put in front of paths here, once, before the first request.
#include <http_min/app/mount_point.hpp>
#include <http_min/app/router.hpp>
#include <string>

namespace http_min {

namespace {

void expect_prefix([[maybe_unused]] std::string_view prefix) {
    RT_EXPECTS(prefix.empty() || (prefix.starts_with('/') && !prefix.ends_with('/')),
               "a router's prefix begins with '/' and does not end with one");
    RT_EXPECTS(
        prefix.find('{') == prefix.npos,
        "a router's prefix has no {name}: it belongs into the routes' paths, where the compiler sees it");
}

// For what the user keeps alive.
std::shared_ptr<const mounted> not_owned(const mounted& other) {
    return std::shared_ptr<const mounted>(std::shared_ptr<const mounted>(), &other);
}

}  // namespace

router::router(const router_options& options) : options_(options) { expect_prefix(options.prefix); }

void router::add_route(std::string_view path, method_list methods, const route_options& options,
                       std::unique_ptr<const operation> leads_to) {
    share_route(path, std::move(methods), options, std::move(leads_to));
}

void router::add_socket(std::string_view path, const route_options& options,
                        std::unique_ptr<const operation> leads_to) {
    share_socket(path, options, std::move(leads_to));
}

void router::share_route(std::string_view path, method_list methods, const route_options& options,
                         std::shared_ptr<const operation> leads_to) {
    routes_->add(std::make_unique<route>(std::string(options_.prefix).append(path), std::move(methods),
                                         inside(options_, options), std::move(leads_to)));
}

void router::add_apart(std::string path, method_list methods, std::shared_ptr<const operation> leads_to) {
    route_options options;
    options.hidden = true;
    routes_->add(std::make_unique<route>(std::move(path), std::move(methods), options, std::move(leads_to)));
}

void router::share_socket(std::string_view path, const route_options& options,
                          std::shared_ptr<const operation> leads_to) {
    sockets_->add(std::make_unique<route>(std::string(options_.prefix).append(path), method_list{"GET"},
                                          inside(options_, options), std::move(leads_to)));
}

void router::include(const router& other, const router_options& around) {
    RT_EXPECTS(&other != this, "a router cannot include itself");
    expect_prefix(around.prefix);
    for (const auto& each : other.routes())
        share_route(std::string(around.prefix).append(each->path()), each->methods(),
                    inside(around, each->options()), each->leads_to());
    for (const auto& each : *other.sockets_)
        share_socket(std::string(around.prefix).append(each->path()), inside(around, each->options()),
                     each->leads_to());
}

void router::mount(std::string_view prefix, const mounted& other) { mount_shared(prefix, not_owned(other)); }

void router::mount_shared(std::string_view prefix, std::shared_ptr<const mounted> other) {
    if (prefix.ends_with('/')) prefix.remove_suffix(1);
    expect_prefix(prefix);
    route_options options;
    options.hidden = true;
    const std::string path = std::string(prefix) + "/{path:path}";
    const auto below = std::make_shared<mount_point>(std::move(other));
    share_route(path, {}, options, below);
    share_socket(path, options, below);
}

}  // namespace http_min
