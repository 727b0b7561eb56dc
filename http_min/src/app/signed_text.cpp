// signed_text.cpp -- OpenSSL does the cryptography.
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <http_min/app/signed_text.hpp>
#include <stdexcept>

namespace http_min {

namespace {

// The alphabet of URLs and cookies, without padding (RFC 4648 section 5).
std::string base64url(const unsigned char* bytes, std::size_t size) {
    std::string text(4 * ((size + 2) / 3) + 1, '\0');  // and OpenSSL's '\0'
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(size));
    text.resize(static_cast<std::size_t>(length));
    text.erase(std::min(text.find('='), text.size()));
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

std::optional<std::string> from_base64url(std::string_view given) {
    if (given.find_first_of("+/= \t\r\n") != given.npos || given.size() % 4 == 1) return std::nullopt;
    std::string text(given);
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    const std::size_t padding = (4 - text.size() % 4) % 4;
    text.append(padding, '=');
    std::string bytes(text.size() / 4 * 3, '\0');
    const int size =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    if (size < 0) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(size) - padding);
    return bytes;
}

std::string signature_of(std::string_view text, std::string_view secret) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    if (HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes.data(),
             &size) == nullptr)
        throw std::runtime_error("OpenSSL has no HMAC-SHA256");
    return base64url(bytes.data(), size);
}

std::int64_t now_in_seconds() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

}  // namespace

std::string sign_text(std::string_view text, std::string_view secret) {
    return sign_text(text, secret, now_in_seconds());
}

std::optional<std::string> read_signed_text(std::string_view given, std::string_view secret,
                                            std::chrono::seconds max_age) {
    return read_signed_text(given, secret, now_in_seconds(), max_age.count());
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string sign_text(std::string_view text, std::string_view secret, std::int64_t now) {
    std::string all = base64url(reinterpret_cast<const unsigned char*>(text.data()), text.size());
    all.append(".").append(std::to_string(now));
    const std::string signature = signature_of(all, secret);
    return all.append(".").append(signature);
}

std::optional<std::string> read_signed_text(std::string_view given, std::string_view secret, std::int64_t now,
                                            std::int64_t max_age) {
    const std::size_t last = given.rfind('.');
    const std::size_t first = given.find('.');
    if (first == given.npos || first == last) return std::nullopt;
    if (!same_secret(signature_of(given.substr(0, last), secret), given.substr(last + 1)))
        return std::nullopt;
    const std::string_view time = given.substr(first + 1, last - first - 1);
    std::int64_t signed_at = 0;
    const auto [end, error] = std::from_chars(time.data(), time.data() + time.size(), signed_at);
    if (error != std::errc() || end != time.data() + time.size()) return std::nullopt;
    if (max_age > 0 && (now - signed_at > max_age || signed_at > now)) return std::nullopt;
    return from_base64url(given.substr(0, first));
}

}  // namespace http_min
