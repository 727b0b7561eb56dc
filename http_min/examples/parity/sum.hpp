// sum_of -- the sum of some bytes modulo 65521: what the routes that take bytes answer with.
#pragma once

#include <string_view>

namespace parity {

inline unsigned sum_of(std::string_view bytes) {
    unsigned sum = 0;
    for (const char c : bytes) sum = (sum + static_cast<unsigned char>(c)) % 65521;
    return sum;
}

}  // namespace parity
