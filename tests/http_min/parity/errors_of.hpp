// errors_of -- what a validation error says, in one line for a test: "422; missing body name; int_parsing query n".
#pragma once

#include <string>

#include "transport.hpp"

namespace parity {

inline std::string errors_of(const answer& a) {
    std::string text = std::to_string(a.status);
    for (const auto& error : a.detail()) {
        text += "; " + error["type"].get<std::string>();
        for (const auto& part : error["loc"])
            text += " " + (part.is_string() ? part.get<std::string>() : part.dump());
    }
    return text;
}

}  // namespace parity
