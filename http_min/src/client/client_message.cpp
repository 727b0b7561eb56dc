#include <charconv>
#include <http_min/client/client_message.hpp>

namespace http_min {

std::optional<client_url> client_url::parse(std::string_view text) {
    constexpr std::string_view scheme = "http://";
    if (!text.starts_with(scheme)) return std::nullopt;
    text.remove_prefix(scheme.size());
    text = text.substr(0, text.find('#'));
    for (const char c : text)
        if (c <= ' ' || c == '\x7f') return std::nullopt;
    client_url url;
    const std::size_t path = text.find_first_of("/?");
    url.authority = text.substr(0, path);
    url.target = path == text.npos ? "/" : text.substr(path);
    if (url.target.front() == '?' || url.authority.find('@') != text.npos) return std::nullopt;

    const bool literal = url.authority.starts_with('[');
    const std::size_t host_end = literal ? url.authority.find(']') : url.authority.find(':');
    if (literal && host_end == text.npos) return std::nullopt;
    url.host = literal ? url.authority.substr(1, host_end - 1) : url.authority.substr(0, host_end);
    if (url.host.empty()) return std::nullopt;
    std::string_view port = host_end == text.npos ? "" : url.authority.substr(host_end + (literal ? 1 : 0));
    if (port.empty()) return url;
    port.remove_prefix(1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), url.port);
    if (error != std::errc{} || end != port.data() + port.size()) return std::nullopt;
    return url;
}

}  // namespace http_min
