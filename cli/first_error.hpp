// first_error.hpp -- of 200 lines from the compiler, the one to read: the first error in the learner's own
// file.
//
// An error inside a library header is shown with the line of the learner's file that led there. Works on what
// clang++ and g++ write; an undefined reference (from the linker) is an error without a place.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

struct compile_error {
    std::string file, line;
    std::string message;               // without_template_noise
    std::vector<std::string> excerpt;  // the source line and the caret under it
    std::string because;               // FILE:LINE of the learner's file, if the error itself is elsewhere
    std::size_t others = 0;            // how many errors follow or were passed over
};

// `suspect` is the folder (or file) of the learner; "" if there is none.
std::optional<compile_error> first_error(const std::string& log, const std::filesystem::path& suspect);

// std::__cxx11::basic_string<char, …> -> std::string; default allocators and "(aka …)" go; deep arguments
// become <..>.
std::string without_template_noise(std::string text);

}  // namespace lab
