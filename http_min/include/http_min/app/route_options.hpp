// route_options -- what can be said about a route beside its path and its handler; and about a whole router.
//
//   api.get<"/items/{item_id}">(handler, {.name = "read_item", .tags = {"items"}, .responses = {{404, "No such item"}}});
//
// Lifetime:  every text is a literal.
#pragma once

#include <http_min/app/dependency.hpp>
#include <http_min/app/few.hpp>
#include <http_min/wire/json.hpp>
#include <string_view>
#include <type_traits>

namespace http_min {

class schema_registry;

// A response beside the one that succeeds: {403, "Admins only"}, or with a body: {404, "No such item", model<message>}.
struct extra_response {
    using describe_body = json (*)(schema_registry&);

    int status = 0;
    std::string_view description = {};
    describe_body body = nullptr;
};

struct route_options {
    std::string_view name = {};  // as a function would be called: gives the summary and the operationId
    std::string_view summary = {};
    std::string_view description = {};
    few<std::string_view, 8> tags = {};
    int status = 200;                            // of a response whose handler says nothing else
    std::string_view response_description = {};  // else "Successful Response"
    std::string_view media_type = {};            // of the response, where the handler's type does not say it
    few<extra_response, 8> responses = {};
    dependency_list dependencies = {};  // depends<f, g>: solved before the handler's own, the routers' first
    bool deprecated = false;
    bool hidden = false;                 // is not in the document
    bool finish_without_client = false;  // else the handler is cancelled when the client leaves
    std::string_view operation_id = {};
};

// What all routes of a router have in common.
struct router_options {
    std::string_view prefix = {};  // "/admin": in front of every path
    few<std::string_view, 8> tags = {};
    few<extra_response, 8> responses = {};
    dependency_list dependencies = {};
    bool deprecated = false;
    bool hidden = false;
};

static_assert(std::is_trivially_destructible_v<route_options> &&
                  std::is_trivially_destructible_v<router_options>,
              "written as {.name = ...} in calls: pitfall G2");

// A route's options inside a router: tags and the like are concatenated, the router's first.
route_options inside(const router_options& around, route_options own);

}  // namespace http_min
