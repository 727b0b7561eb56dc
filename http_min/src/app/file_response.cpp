// file_response.cpp -- RFC 9110 sections 13 (conditions) and 14 (ranges).
#include <algorithm>
#include <charconv>
#include <http_min/app/file_response.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/response.hpp>
#include <http_min/wire/byte_range.hpp>
#include <http_min/wire/date.hpp>
#include <http_min/wire/media_type.hpp>
#include <http_min/wire/percent_encode.hpp>
#include <http_min/wire/validators.hpp>
#include <rt/io/file.hpp>
#include <rt/loop/run_blocking.hpp>
#include <span>
#include <system_error>

namespace http_min {

namespace {

constexpr std::uint64_t most_in_a_piece = 64 * 1024;

// The bytes of an open file, from `at` on.
class file_body final : public body_stream {
  public:
    file_body(rt::fd file, std::uint64_t at, std::uint64_t length)
        : file_(std::move(file)), at_(at), length_(length), left_(length) {}

    rt::task<bool> next(std::string& piece) override {
        if (left_ == 0) co_return false;
        piece.resize(std::min(left_, most_in_a_piece));
        auto read = co_await file_.read_at(std::as_writable_bytes(std::span(piece)), at_);
        const std::size_t size = std::move(read).value_or_throw("read");
        piece.resize(size);
        at_ += size;
        left_ -= size;
        co_return size > 0;  // 0: it was cut shorter meanwhile, which the sender notices
    }
    std::optional<std::uint64_t> size() const override { return length_; }

  private:
    rt::file file_;
    std::uint64_t at_;
    const std::uint64_t length_;
    std::uint64_t left_;
};

// Of the time it was changed and its size, as every server makes it.
std::string tag_of(const opened_file& file) {
    char text[40];
    char* end = text;
    *end++ = '"';
    end = std::to_chars(end, std::end(text), file.modified.count(), 16).ptr;
    *end++ = '-';
    end = std::to_chars(end, std::end(text), file.size, 16).ptr;
    *end++ = '"';
    return std::string(text, end);
}

std::string disposition_of(const std::string& name) {
    const std::string encoded = wire::percent_encode(name);
    if (encoded == name) return "attachment; filename=\"" + name + '"';
    return "attachment; filename*=utf-8''" + encoded;  // RFC 8187
}

}  // namespace

void write_file(const request& in, response& out, opened_file file, std::string_view media_type) {
    const std::string tag = tag_of(file);
    const auto modified = std::chrono::sys_seconds(std::chrono::floor<std::chrono::seconds>(file.modified));
    const wire::imf_fixdate date = wire::format_date(modified);
    out.headers.set("last-modified", std::string_view(date.data(), date.size()));
    out.headers.set("etag", tag);
    out.headers.set("accept-ranges", "bytes");
    const wire::validators ours{tag, modified};
    const bool may_be_conditional = out.status == 200;  // a 404 page is not what the client has asked for
    if (may_be_conditional && wire::is_not_modified(in.headers(), ours)) {
        out.status = 304;
        return;
    }
    out.headers.set("content-type", media_type);
    wire::byte_range range{wire::byte_range::kind::whole, 0, file.size};
    const auto asked = in.header("range");
    if (may_be_conditional && asked && in.method() == "GET" && wire::range_still_fits(in.headers(), ours)) {
        const wire::byte_range wanted = wire::read_range(*asked, file.size);
        if (wanted.is != wire::byte_range::kind::whole) range = wanted;
    }
    const std::string size = std::to_string(file.size);
    if (range.is == wire::byte_range::kind::beyond) {
        out.status = 416;
        out.headers.set("content-range", "bytes */" + size);
        out.headers.set("content-type", "text/plain; charset=utf-8");
        out.body = "The range begins behind the end of the file.";
        return;
    }
    if (range.is == wire::byte_range::kind::part) {
        out.status = 206;
        out.headers.set("content-range", "bytes " + std::to_string(range.first) + '-' +
                                             std::to_string(range.first + range.length - 1) + '/' + size);
    }
    out.stream = std::make_unique<file_body>(std::move(file.descriptor), range.first, range.length);
}

rt::task<> file_response::answer(request& in, response& out) && {
    opened_file file = co_await rt::run_blocking(&open_file, path_);
    if (file.is != opened_file::kind::file)
        throw std::system_error(std::make_error_code(std::errc::no_such_file_or_directory), path_);
    if (!download_name_.empty()) out.headers.set("content-disposition", disposition_of(download_name_));
    write_file(in, out, std::move(file), media_type_.empty() ? wire::media_type_of(path_) : media_type_);
}

}  // namespace http_min
