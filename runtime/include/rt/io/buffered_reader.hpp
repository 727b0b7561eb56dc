// buffered_reader -- reads ahead, so that a line, a delimiter or a count of bytes can be asked for.
//
//     rt::buffered_reader lines(connection);
//     const auto line = co_await lines.read_until("\r\n");
//     if (!line) return report(line.error());
//     if (!line->ends_with("\r\n")) …                        // the end came first; empty: nothing was left
//
// Errors:    those of the source; std::errc::message_size when the delimiter is not within the limit: what was read is
//            still there. To limit the time, await inside of fail_after().
// Lifetime:  the source outlives it. What it has read ahead is lost with it: one reader a source.
// Invariant: what is read and not yet taken are the bytes from begin_ to the end of memory_.
// Threads:   the loop's own. One read at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <rt/core/task.hpp>
#include <rt/io/io_result.hpp>
#include <span>
#include <string>
#include <string_view>

namespace rt {

// Source: a stream, a pipe_reader, a file: whatever has read_some().
template <class Source>
class buffered_reader {
  public:
    static constexpr std::size_t default_limit = 65536;

    explicit buffered_reader(Source& from) noexcept : from_(&from) {}

    // RETURNS at least one byte; 0 at the end.
    task<io_result<std::size_t>> read_some(std::span<std::byte> into) {
        if (buffered().empty() && !into.empty()) {
            const auto more = co_await read_ahead();
            if (!more) co_return more.error();
        }
        co_return take_into(into);
    }

    // RETURNS how many bytes: fewer than asked for only at the end.
    task<io_result<std::size_t>> read_exactly(std::span<std::byte> into) {
        std::size_t have = take_into(into);
        while (have < into.size()) {
            const auto got = co_await from_->read_some(into.subspan(have));  // past the buffer: no copy
            if (!got) co_return got.error();
            if (*got == 0) break;
            have += *got;
        }
        co_return have;
    }

    // Up to the delimiter and with it, `limit` bytes at most; without it, what was left at the end. The text is good
    // until the next read.
    task<io_result<std::string_view>> read_until(std::string_view delimiter,
                                                 std::size_t limit = default_limit) {
        std::size_t looked_at = 0;
        for (;;) {
            const std::string_view text = buffered();
            const std::size_t at = text.find(delimiter, looked_at);
            const std::size_t end = at == text.npos ? text.npos : at + delimiter.size();
            if (std::min(end, text.size()) > limit) co_return std::errc::message_size;
            if (end != text.npos) co_return take(end);
            looked_at =
                text.size() - std::min(text.size(), delimiter.size() - 1);  // it may lie across two reads
            const auto more = co_await read_ahead();
            if (!more) co_return more.error();
            if (*more == 0) co_return take(text.size());
        }
    }

    // What was read ahead.
    std::string_view buffered() const noexcept { return std::string_view(memory_).substr(begin_); }

  private:
    static constexpr std::size_t piece = 4096;

    task<io_result<std::size_t>> read_ahead() {
        memory_.erase(0, begin_);
        begin_ = 0;
        const std::size_t had = memory_.size();
        memory_.resize(had + piece);
        const size_guard guard(memory_, had);  // also when the read throws: it was cancelled
        auto got = co_await from_->read_some(std::as_writable_bytes(std::span(memory_)).subspan(had));
        if (got) guard.keep(*got);
        co_return got;
    }

    // Shortens the memory to what was really read.
    class size_guard {
      public:
        size_guard(std::string& memory, std::size_t size) noexcept : memory_(memory), size_(size) {}
        size_guard(const size_guard&) = delete;
        size_guard& operator=(const size_guard&) = delete;
        ~size_guard() { memory_.resize(size_); }
        void keep(std::size_t more) const noexcept { size_ += more; }

      private:
        std::string& memory_;
        mutable std::size_t size_;
    };

    std::string_view take(std::size_t count) noexcept {
        const std::string_view taken = buffered().substr(0, count);
        begin_ += taken.size();
        return taken;
    }
    std::size_t take_into(std::span<std::byte> into) noexcept {
        const std::string_view taken = take(into.size());
        std::copy_n(reinterpret_cast<const std::byte*>(taken.data()), taken.size(), into.data());
        return taken.size();
    }

    Source* from_;
    std::string memory_;
    std::size_t begin_ = 0;
};

}  // namespace rt
