// await_graph -- who waits for whom: every line of execution of a loop, in the scopes they run in, as text.
//
// A line of text has: which task, what it waits for, at which co_await, for how long. A task stands under the
// one that started it, or says which that is where another scope lies between them. Of tasks that are alike
// only three are shown. 80 columns wide.
//
// Errors:    std::bad_alloc.
// Threads:   the loop's own. From outside: SIGQUIT (see dump_on_sigquit), or loop::ask_for_dump().
#pragma once

#include <rt/core/call_site.hpp>
#include <string>

namespace rt {

class loop;

// `asked_at` is where the task that runs now stands, if one does.
std::string await_graph(const loop& of, call_site asked_at = {});

// Prints the graph of the loop that runs on this thread to standard error.
void dump(call_site asked_at = call_site::here());

}  // namespace rt
