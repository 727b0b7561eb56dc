// query.cpp -- keys and values are compared and read decoded; only what is needed is decoded.
#include <http_min/app/query.hpp>

namespace http_min::detail {

bool same_query_key(std::string_view encoded, std::string_view key) {
    if (encoded == key) return true;
    std::string scratch;
    return wire::decode_query(encoded, scratch) == key;
}

std::optional<std::string_view> last_query_value(std::string_view query, std::string_view key,
                                                 std::string& scratch) {
    std::optional<std::string_view> last;
    for (const auto [name, value] : wire::query_pairs(query))
        if (same_query_key(name, key)) last = value;
    if (last) last = wire::decode_query(*last, scratch);
    return last;
}

}  // namespace http_min::detail
