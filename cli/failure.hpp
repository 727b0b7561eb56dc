// failure.hpp -- how a command of lab ends, and the exceptions that carry it up to main.
#pragma once
#include <stdexcept>
#include <string>

namespace lab {

enum class exit_code : int {
    pass = 0,
    learner = 1,      // the learner's code (or the check asked for) failed
    usage = 2,        // the command line makes no sense
    environment = 3,  // this machine lacks something: `lab doctor`
    timeout = 4,      // a program was ended at its time limit
};

struct failure : std::runtime_error {
    failure(exit_code code_, const std::string& message) : std::runtime_error(message), code(code_) {}
    exit_code code;
};

struct usage_error : failure {
    explicit usage_error(const std::string& message) : failure(exit_code::usage, message) {}
};

struct environment_error : failure {
    explicit environment_error(const std::string& message) : failure(exit_code::environment, message) {}
};

}  // namespace lab
