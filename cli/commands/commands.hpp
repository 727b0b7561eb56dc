// commands.hpp -- one function per command; main.cpp turns words into their arguments. Each lives in a file
// of its name.
//
// RETURNS the exit code of lab. Errors: failure (usage, environment, timeout) and toml_error, printed by
// main.
#pragma once
#include <string>
#include <vector>

#include "failure.hpp"
#include "kit.hpp"

namespace lab::commands {

exit_code where(const context& lab);  // `lab` alone
exit_code list(const context& lab);

struct run_options {
    std::string lesson;
    std::vector<std::string> arguments;  // the demo's own
    implementation impl = implementation::reference;
};
exit_code run(const context& lab, const run_options& options);

exit_code test(const context& lab, const std::string& which);  // "", "05" or "05.1"

struct bench_options {
    std::string lesson;
    std::string prediction;  // faster, slower, same; "" = ask on a terminal
    bool quick = false;
    implementation impl = implementation::reference;
};
exit_code bench(const context& lab, const bench_options& options);

struct serve_options {
    std::vector<std::string> words;  // [NAME] the server's own options
    implementation impl = implementation::reference;
    bool reload = false;
};
exit_code serve(const context& lab, const serve_options& options);

exit_code tour(const context& lab);

struct check_options {
    std::string name;  // as ctest -R
    bool all = false;
};
exit_code check(const context& lab, const check_options& options);

exit_code doctor(const context& lab);

exit_code dev_check(const context& lab);
exit_code dev_judge(const context& lab, const std::string& id, const std::string& variant,
                    const std::string& binary);

}  // namespace lab::commands
