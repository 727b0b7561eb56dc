// router -- path operations that belong together, to be included in an app or in another router.
//
//   http_min::router admin{{.prefix = "/admin", .tags = {"admin"}}};
//   admin.get<"/stats">(read_stats);
//   api.include(admin);
//
// A handler that returns rt::task<T> runs on the loop; one that returns plain T runs on the thread pool.
// Invariant: include() takes what is there: declare a router's routes first.
// Lifetime:  handlers live as long as the last router or app they are in: one may be a capturing coroutine.
// Threads:   built by one.
#pragma once

#include <concepts>
#include <http_min/app/endpoint.hpp>
#include <http_min/app/mounted.hpp>
#include <http_min/app/route_checks.hpp>
#include <http_min/app/route_table.hpp>
#include <memory>
#include <string_view>
#include <utility>

namespace http_min {

class router {
  public:
    explicit router(const router_options& options = {});

    template <fixed_string Path, class Handler>
    void get(Handler handler, const route_options& options = {}) {
        add<Path>({"GET"}, std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void post(Handler handler, const route_options& options = {}) {
        add<Path>({"POST"}, std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void put(Handler handler, const route_options& options = {}) {
        add<Path>({"PUT"}, std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void patch(Handler handler, const route_options& options = {}) {
        add<Path>({"PATCH"}, std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void delete_(Handler handler, const route_options& options = {}) {  // `delete` is C++'s own word
        add<Path>({"DELETE"}, std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void options(Handler handler, const route_options& options = {}) {
        add<Path>({"OPTIONS"}, std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void head(Handler handler, const route_options& options = {}) {
        add<Path>({"HEAD"}, std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void trace(Handler handler, const route_options& options = {}) {
        add<Path>({"TRACE"}, std::move(handler), options);
    }
    // One route for several methods: api_route<"/either", "GET", "POST">(handler).
    template <fixed_string Path, fixed_string... Methods, class Handler>
    void api_route(Handler handler, const route_options& options = {}) {
        static_assert(sizeof...(Methods) > 0,
                      "an api_route names its methods: api_route<\"/either\", \"GET\", \"POST\">");
        add<Path>({Methods.view()...}, std::move(handler), options);
    }

    // A WebSocket: websocket.hpp. Its routes are apart from those of requests.
    template <fixed_string Path, class Handler>
    void websocket(Handler handler, const route_options& options = {}) {
        constexpr detail::route_rule broken = detail::first_broken_rule<Path, Handler>();
        if constexpr (broken == detail::route_rule::none)
            add_socket(Path.view(), options, std::make_unique<endpoint<Handler>>(std::move(handler)));
        else
            detail::explain<broken, Path, Handler>();
    }

    // The routes that `other` has now, under `around` as well as under what it says itself. It can be included
    // again elsewhere.
    void include(const router& other, const router_options& around = {});

    // Everything below `prefix`, whatever the method, is for `other`, which the user keeps alive …
    void mount(std::string_view prefix, const mounted& other);
    // … or which is moved in.
    template <std::derived_from<mounted> Mounted>
    void mount(std::string_view prefix, Mounted&& other) requires(!std::is_reference_v<Mounted>) {
        mount_shared(prefix, std::make_shared<const Mounted>(std::move(other)));
    }

    const route_table& routes() const { return *routes_; }
    const route_table& sockets() const { return *sockets_; }

  protected:
    // For the app's own: nothing of what the router's options say is about them, and the document is not.
    void add_apart(std::string path, method_list methods, std::shared_ptr<const operation> leads_to);

  private:
    template <fixed_string Path, class Handler>
    void add(method_list methods, Handler handler, const route_options& options) {
        constexpr detail::route_rule broken = detail::first_broken_rule<Path, Handler>();
        if constexpr (broken == detail::route_rule::none)
            add_route(Path.view(), std::move(methods), options,
                      std::make_unique<endpoint<Handler>>(std::move(handler)));
        else
            detail::explain<broken, Path, Handler>();
    }
    void add_route(std::string_view path, method_list methods, const route_options& options,
                   std::unique_ptr<const operation> leads_to);
    void add_socket(std::string_view path, const route_options& options,
                    std::unique_ptr<const operation> leads_to);
    void share_route(std::string_view path, method_list methods, const route_options& options,
                     std::shared_ptr<const operation> leads_to);
    void share_socket(std::string_view path, const route_options& options,
                      std::shared_ptr<const operation> leads_to);
    void mount_shared(std::string_view prefix, std::shared_ptr<const mounted> other);

    router_options options_;
    std::unique_ptr<route_table> routes_ = std::make_unique<route_table>();  // stays where it is when we move
    std::unique_ptr<route_table> sockets_ = std::make_unique<route_table>();
};

}  // namespace http_min
