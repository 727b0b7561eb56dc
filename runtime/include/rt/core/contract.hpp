// contract.hpp -- what a caller owes, checked while the kit is learned from and compiled out of what is
// measured.
//
// RT_EXPECTS(condition, "what was probably meant") prints the message with its file and line and aborts.
// It costs nothing where RT_CONTRACTS is 0: when NDEBUG is defined (preset release), or the build says so.
// What is linked together is compiled with the same answer.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace rt::detail {

[[noreturn]] inline void contract_broken(const char* message, const char* file, int line) noexcept {
    std::fprintf(stderr, "%s:%d: contract broken: %s\n", file, line, message);
    std::abort();
}

}  // namespace rt::detail

#ifndef RT_CONTRACTS
#ifdef NDEBUG
#define RT_CONTRACTS 0
#else
#define RT_CONTRACTS 1
#endif
#endif

#if !RT_CONTRACTS
#define RT_EXPECTS(condition, message) ((void)0)
#else
#define RT_EXPECTS(condition, message) \
    ((condition) ? (void)0 : ::rt::detail::contract_broken(message, __FILE__, __LINE__))
#endif
