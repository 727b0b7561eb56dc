// exact -- sums and products of a client's numbers, which may be any that fit 64 bits.
//
// Errors:    422 when the result does not fit: it is never wrapped.
#pragma once

#include "models.hpp"

namespace parity {

inline integer plus(integer a, integer b) {
    integer sum = 0;
    if (__builtin_add_overflow(a, b, &sum))
        throw http_min::http_exception(422, "The sum does not fit 64 bits");
    return sum;
}

inline integer times(integer a, integer b) {
    integer product = 0;
    if (__builtin_mul_overflow(a, b, &product))
        throw http_min::http_exception(422, "The product does not fit 64 bits");
    return product;
}

}  // namespace parity
