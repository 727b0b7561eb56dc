// nearest.hpp -- names that look like the one that was typed.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lab {

// Letters to insert, remove or replace to make one word of the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

// RETURNS " Did you mean 05.1 (task) or 05.2 (sync_wait)?", or all names if none is near, or "" if there are
// none.
std::string did_you_mean(std::string_view typed, const std::vector<std::string>& names);

}  // namespace lab
