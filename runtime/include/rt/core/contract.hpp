// contract.hpp -- what a caller owes, checked while the kit is learned from and compiled out of what is measured.
//
// RT_EXPECTS(condition, "what was probably meant") prints the message with its file and line and aborts.
// It costs nothing when NDEBUG is defined (preset release).
#pragma once

#include <cstdio>
#include <cstdlib>

namespace rt::detail {

[[noreturn]] inline void contract_broken(const char* message, const char* file, int line) noexcept {
    std::fprintf(stderr, "%s:%d: contract broken: %s\n", file, line, message);
    std::abort();
}

}  // namespace rt::detail

#ifdef NDEBUG
#define RT_EXPECTS(condition, message) ((void)0)
#else
#define RT_EXPECTS(condition, message) \
    ((condition) ? (void)0 : ::rt::detail::contract_broken(message, __FILE__, __LINE__))
#endif
