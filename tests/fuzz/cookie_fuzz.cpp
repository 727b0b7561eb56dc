// cookie_fuzz.cpp -- what a Cookie line says, in the first half of the input and in the second as a second line.
#include <http_min/wire/cookie.hpp>

#include "fuzz.hpp"

using namespace http_min::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const exact_copy text{"Cookie" + std::string(as_text(data, size))};
    const auto name = std::uint32_t{6}, half = static_cast<std::uint32_t>(size / 2);
    const header_line lines[] = {{0, name, name, half},
                                 {0, name, name + half, static_cast<std::uint32_t>(size) - half}};
    const header_view headers{text.view().data(), lines};
    for (const std::string_view wanted : {"a", "session", ""}) {
        const auto found = find_cookie(headers, wanted);
        must(!found || found->size() <= size, "a value is no longer than its line");
    }
    const std::string_view value = as_text(data, size);
    must(unquoted_cookie(value).size() <= size, "nothing grows when it is unquoted");
    const std::string quoted = '"' + std::string(value) + '"';
    must(unquoted_cookie(quoted).size() <= size, "quotes are taken off");
    return 0;
}
