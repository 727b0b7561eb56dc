// coroutines -- what the demo of lesson 09 runs on its loop, and how it prints what it counted.
//
// Lifetime:  the loop and the strings that are given by reference outlive the coroutines.
#pragma once
#include <iomanip>
#include <iostream>
#include <map>
#include <rt/core/task.hpp>
#include <string>
#include <string_view>

namespace lesson09 {

template <class Loop>
rt::task<> do_nops(Loop& loop, int count) {
    for (int i = 0; i < count; ++i) co_await loop.nop();
}

// Says back what it hears, until its client has left.
template <class Loop>
rt::task<> serve(Loop& loop, int socket, int messages) {
    char heard[32];
    for (int i = 0; i < messages; ++i) {
        const int size = co_await loop.receive(socket, heard);
        if (size <= 0) co_return;
        co_await loop.send(socket, std::string_view(heard, static_cast<std::size_t>(size)));
    }
}

template <class Loop>
rt::task<> call(Loop& loop, int socket, int messages, std::string word, std::string& heard) {
    char echo[32];
    for (int i = 0; i < messages; ++i) {
        co_await loop.send(socket, word);
        const int size = co_await loop.receive(socket, echo);
        if (size > 0) heard += ' ' + std::string(echo, static_cast<std::size_t>(size));
    }
}

inline void print(const std::map<unsigned, int>& histogram) {
    for (const auto& [submissions, entries] : histogram) {
        if (submissions == 0) continue;  // entered only to wait: how often depends on the kernel
        std::cout << std::setw(6) << submissions << " | "
                  << std::string(static_cast<std::size_t>(entries), '#') << ' ' << entries
                  << (entries == 1 ? " entry\n" : " entries\n");
    }
}

}  // namespace lesson09
