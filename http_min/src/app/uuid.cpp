#include <sys/random.h>

#include <cerrno>
#include <http_min/app/uuid.hpp>
#include <http_min/wire/url.hpp>
#include <system_error>

namespace http_min {

namespace {

constexpr std::array<std::size_t, 5> group_sizes{8, 4, 4, 4, 12};

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// How many characters the one that begins the text takes: a message shows it whole.
std::size_t size_of_character(std::string_view text) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
    return size;
}

std::string without_frame(std::string_view text) {
    if (text.starts_with("urn:uuid:")) text.remove_prefix(9);
    if (text.starts_with('{') && text.ends_with('}')) text = text.substr(1, text.size() - 2);
    return std::string(text);
}

// RETURNS what is wrong with the groups; empty: nothing.
std::string wrong_groups(std::string_view text) {
    std::array<std::size_t, 5> found{};
    std::size_t groups = 0;
    for (std::size_t begin = 0; begin <= text.size(); ++groups) {
        const std::size_t end = std::min(text.find('-', begin), text.size());
        if (groups < found.size()) found[groups] = end - begin;
        begin = end + 1;
    }
    if (groups == 1) {
        if (text.size() == 32) return {};
        return "invalid length: expected length 32 for simple format, found " + std::to_string(text.size());
    }
    if (groups != 5) return "invalid group count: expected 5, found " + std::to_string(groups);
    for (std::size_t i = 0; i < 5; ++i)
        if (found[i] != group_sizes[i])
            return "invalid group length in group " + std::to_string(i) + ": expected " +
                   std::to_string(group_sizes[i]) + ", found " + std::to_string(found[i]);
    return {};
}

std::string wrong_character(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '-' && digit_of(text[i]) < 0)
            return "invalid character: found `" +
                   wire::to_valid_utf8(text.substr(i, size_of_character(text.substr(i)))) + "` at " +
                   std::to_string(i + 1);
    return {};
}

}  // namespace

uuid uuid::random() {
    bytes random{};
    if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size()))
        throw std::system_error(errno, std::system_category(), "getrandom");
    random[6] = static_cast<unsigned char>((random[6] & 0x0F) | 0x40);  // version 4
    random[8] = static_cast<unsigned char>((random[8] & 0x3F) | 0x80);  // of RFC 9562
    return uuid(random);
}

std::string uuid::to_string() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < bytes_.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += digits[bytes_[i] >> 4];
        text += digits[bytes_[i] & 15];
    }
    return text;
}

std::optional<misfit> from_text(std::string_view text, uuid& value) {
    const std::string inside = without_frame(text);
    std::string why = wrong_character(inside);
    if (why.empty()) why = wrong_groups(inside);
    if (!why.empty()) {
        misfit wrong{"uuid_parsing", "Input should be a valid UUID, " + why};
        wrong.context["error"] = std::move(why);
        return wrong;
    }
    uuid::bytes read{};
    std::size_t nibble = 0;
    for (const char c : inside)
        if (c != '-') {
            read[nibble / 2] = static_cast<unsigned char>(16 * read[nibble / 2] + digit_of(c));
            ++nibble;
        }
    value = uuid(read);
    return std::nullopt;
}

std::optional<misfit> from_json(const json& in, uuid& value) {
    if (in.is_string()) return from_text(in.get_ref<const std::string&>(), value);
    return misfit{"uuid_type", "UUID input should be a string, bytes or UUID object"};
}

json describe_schema(const uuid*) { return {{"type", "string"}, {"format", "uuid"}}; }

}  // namespace http_min
