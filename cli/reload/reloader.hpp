// reloader.hpp -- `lab serve --reload`: build, serve, and on every save build again; the server that comes out of
// it takes the place of the last one.
//
//   a build that works    the old server stops accepting and answers what it has begun; the new one is started at
//                         once, on the same socket: who connects in between waits in its queue
//   a build that fails    the old server goes on; terminal and pages say the first error
//   no server at all      (none compiled yet, or it has died) lab answers itself: 503, and what is wrong
//
// One loop over signals, saves, the build's end and, while nobody serves, clients. Ctrl-C (or SIGTERM, SIGHUP) ends
// the servers and then lab; a second one does not wait for requests in flight, a third one for nothing.
//
// Errors: usage_error and environment_error before the first server runs; later ones are said, and the next save
//         is waited for.
#pragma once
#include "build.hpp"
#include "failure.hpp"

namespace lab::reload {

struct reload_request {
    build_request build;
    std::filesystem::path program;   // what the build makes
    std::vector<std::string> words;  // the server's own
};

exit_code serve_and_reload(const context& lab, reload_request request);

}  // namespace lab::reload
