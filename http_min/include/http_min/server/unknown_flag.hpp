// unknown_flag -- what to say to who wrote a flag that is none: the near ones, or what uvicorn's flag is here.
//
//     there is no flag --prot. Did you mean --port?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace http_min {

// `known`: every flag there is, "--port" and its like. RETURNS a sentence.
std::string unknown_flag(std::string_view typed, const std::vector<std::string>& known);

}  // namespace http_min
