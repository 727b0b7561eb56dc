#include <algorithm>
#include <rt/io/pipe.hpp>
#include <rt/io/splice.hpp>
#include <rt/net/send_file.hpp>

namespace rt {

namespace {

constexpr std::uint64_t pipe_capacity = 65536;

// What stands in the pipe, to the last byte.
task<io_result<done>> drain(const fd& pipe, std::size_t length, const fd& to, unsigned flags,
                            duration limit) {
    while (length > 0) {
        const auto sent = co_await splice(pipe, to, length, flags).within(limit);
        if (!sent) co_return sent.error();
        length -= *sent;
    }
    co_return done{};
}

}  // namespace

task<io_result<std::uint64_t>> send_file(const file& from, std::uint64_t at, std::uint64_t length,
                                         const stream& to, duration limit) {
    auto made = make_pipe();
    if (!made) co_return made.error();
    const pipe_ends way = std::move(*made);
    std::uint64_t sent = 0;
    while (sent < length) {
        const std::uint64_t piece = std::min(length - sent, pipe_capacity);
        const auto got =
            co_await splice_at(from.descriptor(), at + sent, way.writer.descriptor(), piece).within(limit);
        if (!got) co_return got.error();
        if (*got == 0) break;
        const unsigned flags = sent + *got < length ? SPLICE_F_MORE : 0;
        const auto drained = co_await drain(way.reader.descriptor(), *got, to.descriptor(), flags, limit);
        if (!drained) co_return drained.error();
        sent += *got;
    }
    co_return sent;
}

}  // namespace rt
