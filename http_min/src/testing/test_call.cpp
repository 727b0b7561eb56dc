// test_call.cpp -- a call as text: its query, and its body as JSON, form or multipart.
#include <http_min/testing/test_call.hpp>

namespace http_min::detail {

namespace {

constexpr std::string_view boundary = "the-test-client-s-boundary";

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~").find(c) != std::string_view::npos;
}

void append_encoded(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_unreserved(c))
            out += c;
        else
            out.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
}

std::string urlencoded(const text_pairs& pairs) {
    std::string out;
    for (const auto& [name, value] : pairs) {
        if (!out.empty()) out += '&';
        append_encoded(out, name);
        out += '=';
        append_encoded(out, value);
    }
    return out;
}

// In a quoted name, as browsers write it (WHATWG HTML, multipart/form-data).
std::string quoted_name(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += "%22";
        else if (c == '\r') out += "%0D";
        else if (c == '\n') out += "%0A";
        else out += c;
    }
    return out += '"';
}

std::string multipart(const test_call& call) {
    std::string out;
    for (const auto& [name, value] : call.form) {
        out.append("--").append(boundary).append("\r\ncontent-disposition: form-data; name=").append(quoted_name(name));
        out.append("\r\n\r\n").append(value).append("\r\n");
    }
    for (const test_file& file : call.files) {
        out.append("--").append(boundary).append("\r\ncontent-disposition: form-data; name=");
        out.append(quoted_name(file.field)).append("; filename=").append(quoted_name(file.name));
        out.append("\r\ncontent-type: ").append(file.media_type);
        out.append("\r\n\r\n").append(file.content).append("\r\n");
    }
    return out.append("--").append(boundary).append("--\r\n");
}

}  // namespace

test_body body_of(const test_call& call) {
    if (call.json) return {to_text(*call.json), "application/json"};
    if (!call.files.empty())
        return {multipart(call), "multipart/form-data; boundary=" + std::string(boundary)};
    if (!call.form.empty()) return {urlencoded(call.form), "application/x-www-form-urlencoded"};
    return {call.body, call.media_type};
}

std::string with_params(std::string_view target, const text_pairs& params) {
    std::string all(target);
    if (params.empty()) return all;
    all += target.find('?') == target.npos ? '?' : '&';
    return all += urlencoded(params);
}

}  // namespace http_min::detail
