// command_line -- the flags of a server: uvicorn's names where uvicorn has them.
#pragma once

#include <http_min/server/server_options.hpp>
#include <optional>
#include <string>

namespace http_min {

// RETURNS the exit code when there is nothing to serve: 0 after --help, 2 when the command line makes no sense; what
// there is to say has been said.
std::optional<int> read_command_line(server_options& options, const std::string& title, int argc,
                                     char** argv);

}  // namespace http_min
