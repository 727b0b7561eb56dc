// serve(app, argc, argv) -- what a main() ends with: read the command line, serve until told to stop.
//
// The app's startup has run before the first client is accepted. SIGINT and SIGTERM stop it: no new connections,
// requests in flight are answered, their background tasks run, then the app's shutdown. A second one does not wait.
// A handler that never ends is left behind.
//
// RETURNS the exit code: 0 stopped as asked; 2 a command line that makes no sense; 3 the environment refuses: a port
//         in use, io_uring forbidden, a startup that fails. What and why goes to standard error.
// Threads: the calling one is the (first) loop's; plain handlers run on the pool's. With options.workers the process
//          forks: call it before there are other threads.
#pragma once

#include <http_min/app/app.hpp>
#include <http_min/server/server_options.hpp>

namespace http_min {

int serve(const app& api, int argc, char** argv);
int serve(const app& api, const server_options& options);

}  // namespace http_min
