// commands.hpp -- one function per command; main.cpp turns words into their arguments. Each lives in a file
// of its name.
//
// RETURNS the exit code of lab. Errors: failure (usage, environment) and toml_error, printed by main.
#pragma once
#include <string>
#include <vector>

#include "failure.hpp"
#include "kit.hpp"

namespace lab::commands {

exit_code dev_judge(const context& lab, const std::string& id, const std::string& variant,
                    const std::string& binary);

}  // namespace lab::commands
