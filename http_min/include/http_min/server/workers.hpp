// run_workers(n, work) -- n processes that do the same, and a parent that looks after them.
//
// A worker that dies is replaced, a second later if it did so right after its start; one that says that the environment
// refuses (exit code 3) ends all. SIGTERM and SIGINT end the workers, a second one does not wait; SIGHUP replaces them all.
// When the parent is killed, its workers end too.
//
// RETURNS 0 when stopped by a signal, 3 when a worker could not begin.
// REQUIRES: one thread, and no loop yet: the workers are forked.
#pragma once

#include <functional>
#include <http_min/server/server_log.hpp>

namespace http_min {

int run_workers(int count, const std::function<int()>& work, const server_log& log);

}  // namespace http_min
