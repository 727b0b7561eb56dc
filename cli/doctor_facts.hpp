// doctor_facts.hpp -- what this machine allows: each fact says what, why it matters, and how to mend it.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace lab {

enum class health { ok, warn, fail };  // fail: the kit cannot do its job without it

struct fact {
    health state = health::ok;
    std::string what, why, fix;
};

// The first line of a file of /proc or /sys; "" if there is none.
std::string first_line(const std::filesystem::path& file);

std::vector<fact> facts_of_this_machine();

}  // namespace lab
