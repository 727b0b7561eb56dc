// gzip.cpp -- who wants it, what is worth it, and how.
#include <algorithm>
#include <array>
#include <http_min/app/deflater.hpp>
#include <http_min/app/gzip.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/response.hpp>
#include <http_min/app/vary.hpp>
#include <http_min/wire/status.hpp>
#include <rt/loop/run_blocking.hpp>

namespace http_min {

namespace {

constexpr std::size_t large = 64 * 1024;  // more than a loop should wait for

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == text.npos ? std::string_view()
                              : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "q=0", "q=0.000": not wanted. Of other weights there is nothing to choose from.
bool refuses(std::string_view parameters) {
    const std::size_t q = parameters.find("q=");
    if (q == parameters.npos) return false;
    const std::string_view weight = trimmed(parameters.substr(q + 2));
    return weight.starts_with('0') && weight.find_first_not_of("0.") == weight.npos;
}

// RFC 9110 section 12.5.3. `gzip` by name wins over `*`.
bool takes_gzip(const request& in) {
    bool any = false;
    for (const auto [name, value] : in.headers()) {
        if (!wire::same_name(name, "accept-encoding")) continue;
        for (std::string_view left = value; !left.empty();) {
            const std::string_view one = left.substr(0, left.find(','));
            left.remove_prefix(std::min(left.size(), one.size() + 1));
            const std::size_t semicolon = std::min(one.find(';'), one.size());
            const std::string_view coding = trimmed(one.substr(0, semicolon));
            if (wire::same_name(coding, "gzip")) return !refuses(one.substr(semicolon));
            if (coding == "*") any = !refuses(one.substr(semicolon));
        }
    }
    return any;
}

bool is_worth_it(std::string_view media_type) {
    constexpr std::array<std::string_view, 9> not_these = {
        "text/event-stream", "image/",           "video/",           "audio/",         "font/woff",
        "application/zip",   "application/gzip", "application/zstd", "application/pdf"};
    if (media_type.starts_with("image/svg")) return true;
    return std::none_of(not_these.begin(), not_these.end(),
                        [&](std::string_view each) { return media_type.starts_with(each); });
}

std::string compressed(const std::string& text, int level) {
    std::string result;
    deflater(level).add(text, deflater::then::end, result);
    return result;
}

// A stream, compressed on its way.
class gzip_stream final : public body_stream {
  public:
    gzip_stream(std::unique_ptr<body_stream> from, int level)
        : from_(std::move(from)),
          deflater_(level),
          after_each_(from_->size() ? deflater::then::go_on : deflater::then::flush) {}

    rt::task<bool> next(std::string& piece) override {
        piece.clear();
        while (piece.empty() && !ended_) {  // a piece that waits in zlib is none yet
            const bool more = co_await from_->next(plain_);
            ended_ = !more;
            if (more)
                deflater_.add(plain_, after_each_, piece);
            else
                deflater_.add({}, deflater::then::end, piece);
        }
        co_return !piece.empty();
    }
    rt::task<> close() override { return from_->close(); }

  private:
    std::unique_ptr<body_stream> from_;
    deflater deflater_;
    deflater::then after_each_;  // what has a size is a file: nobody waits for its pieces
    std::string plain_;
    bool ended_ = false;
};

void weaken_etag(response& out) {
    const auto tag = out.headers.find("etag");
    if (tag && !tag->starts_with("W/")) out.headers.set("etag", "W/" + std::string(*tag));
}

}  // namespace

bool gzip::is_for(const response& out) const {
    if (!wire::status_allows_body(out.status) || out.status == 206) return false;
    if (out.headers.find("content-encoding")) return false;
    const std::uint64_t size =
        out.stream ? out.stream->size().value_or(options_.minimum_size) : out.body.size();
    return size >= options_.minimum_size && is_worth_it(out.headers.find("content-type").value_or(""));
}

rt::task<> gzip::operator()(request& in, response& out, call_next next) const {
    co_await next();
    if (!is_for(out)) co_return;
    add_vary(out, "Accept-Encoding");
    if (!takes_gzip(in)) co_return;
    if (out.stream)
        out.stream = std::make_unique<gzip_stream>(std::move(out.stream), options_.level);
    else if (out.body.size() < large)
        out.body = compressed(out.body, options_.level);
    else
        out.body = co_await rt::run_blocking(compressed, std::cref(out.body), options_.level);
    out.headers.set("content-encoding", "gzip");
    weaken_etag(out);
}

}  // namespace http_min
