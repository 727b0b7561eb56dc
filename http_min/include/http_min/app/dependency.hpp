// dependency -- something that routes depend on, its type forgotten: what makes its value for one request.
//
// One object for each function that is depended on; its address says whether two parameters want the same one.
// Lifetime:  for ever: a constant of the program, or (in tests, the one that stands in) its app's.
#pragma once

#include <http_min/app/few.hpp>
#include <http_min/app/held_value.hpp>
#include <memory>
#include <rt/core/task.hpp>

namespace http_min {

class operation_description;
class request_scope;
namespace detail {
class dependency_call;
}

struct dependency {
    std::unique_ptr<detail::dependency_call> (*make)(
        const void* callable);  // for one request: dependency_call.hpp
    const void* callable;
    // For the document: its parameters, and those of what it depends on.
    void (*describe)(operation_description& to) = nullptr;
};

// Reads its parameters and calls it. RETURNS what is to be kept, or null when a parameter is wrong: the scope then knows why.
rt::task<std::unique_ptr<held_value>> open_dependency(const dependency& of, request_scope& scope);

// Dependencies that are wanted for what they do and not for a value: {.dependencies = depends<verify_token>}.
using dependency_list = few<const dependency*, 16>;

// A parameter that waits for the value of its dependency.
struct wanted_dependency {
    const dependency* what;
    bool cached;   // the value that this request has already will do
    void** value;  // where to put the address of the value
};

}  // namespace http_min
