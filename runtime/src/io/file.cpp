#include <algorithm>
#include <limits>
#include <rt/io/file.hpp>
#include <rt/io/piece_window.hpp>

namespace rt {

io_awaiter<std::size_t> file::request(op_code code, void* data, std::size_t size,
                                      std::uint64_t at) const noexcept {
    return io_awaiter<std::size_t>(code, file_.get(), data, size_of_one_call(size), 0, at);
}

task<io_result<std::size_t>> file::read_exactly_at(std::span<std::byte> into, std::uint64_t at) const {
    std::size_t have = 0;
    while (have < into.size()) {
        const auto got = co_await read_at(into.subspan(have), at + have);
        if (!got) co_return got.error();
        if (*got == 0) break;
        have += *got;
    }
    co_return have;
}

task<io_result<done>> file::write_all_at(std::span<const std::byte> from, std::uint64_t at) const {
    while (!from.empty()) {
        const auto written = co_await write_at(from, at);
        if (!written) co_return written.error();
        from = from.subspan(*written);
        at += *written;
    }
    co_return done{};
}

task<io_result<done>> file::write_all_at(std::span<const std::span<const std::byte>> pieces,
                                         std::uint64_t at) const {
    piece_window window(pieces);
    while (!window.empty()) {
        const std::span<iovec> next = window.show();
        const auto written = co_await request(op_code::write_vectored, next.data(), next.size(), at);
        if (!written) co_return written.error();
        window.skip(*written);
        at += *written;
    }
    co_return done{};
}

task<io_result<std::size_t>> file::read_some(std::span<std::byte> into) {
    const auto got = co_await read_at(into, position_);
    if (got) position_ += *got;
    co_return got;
}

task<io_result<done>> file::write_all(std::span<const std::byte> from) {
    while (!from.empty()) {
        const auto written = co_await write_at(from, position_);
        if (!written) co_return written.error();
        from = from.subspan(*written);
        position_ += *written;
    }
    co_return done{};
}

task<io_result<std::uint64_t>> file::size() const {
    const auto known = co_await status();
    if (!known) co_return known.error();
    co_return known->size;
}

}  // namespace rt
