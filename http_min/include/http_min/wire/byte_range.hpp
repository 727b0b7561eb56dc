// byte_range -- which bytes a Range field asks for (RFC 9110 section 14.1.2).
//
// Of one range only, "bytes=a-b", "bytes=a-", "bytes=-n"; several at once, or what is none, ask for the whole.
#pragma once
#include <cstdint>
#include <string_view>

namespace http_min::wire {

struct byte_range {
    enum class kind {
        whole,   // no range, or none that we serve: the field is ignored
        part,    // 206
        beyond,  // 416: it begins behind the end
    };
    kind is = kind::whole;
    std::uint64_t first = 0;
    std::uint64_t length = 0;
};

byte_range read_range(std::string_view field, std::uint64_t size);

}  // namespace http_min::wire
