// fuzz.hpp -- what the targets here share: a target says what holds for any input, `must` stops where it does not.
//
// A target is called by libFuzzer with inputs that it invents, and by replay.cpp with those kept in corpus/.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

inline void must(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "this does not hold: %s\n", what);
    std::abort();
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

// Takes the first byte off: how a target is told in how many ways to do something. 0 when there is none.
inline std::size_t take_byte(std::string_view& text) {
    if (text.empty()) return 0;
    const auto byte = static_cast<unsigned char>(text.front());
    text.remove_prefix(1);
    return byte;
}

// A copy of its own size: AddressSanitizer sees who reads one byte too far.
class exact_copy {
  public:
    explicit exact_copy(std::string_view text) : bytes_{new char[text.size()]}, size_{text.size()} {
        text.copy(bytes_.get(), size_);
    }
    std::string_view view() const { return {bytes_.get(), size_}; }

  private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_;
};
