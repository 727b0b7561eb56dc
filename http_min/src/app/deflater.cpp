// deflater.cpp -- zlib counts in 32 bits: input goes in by pieces that fit.
#include <zlib.h>

#include <algorithm>
#include <http_min/app/deflater.hpp>
#include <new>

namespace http_min {

struct deflater::state {
    z_stream stream{};
};

deflater::deflater(int level) : state_(std::make_unique<state>()) {
    constexpr int largest_window_as_gzip = 15 + 16;
    constexpr int usual_memory = 8;
    const int made = deflateInit2(&state_->stream, level, Z_DEFLATED, largest_window_as_gzip, usual_memory,
                                  Z_DEFAULT_STRATEGY);
    if (made != Z_OK) throw std::bad_alloc();
}

deflater::~deflater() { deflateEnd(&state_->stream); }

void deflater::add(std::string_view in, then what, std::string& out) {
    constexpr std::size_t most_at_once = 1 << 30;
    constexpr std::size_t room = 16 * 1024;
    z_stream& z = state_->stream;
    do {
        const std::string_view piece = in.substr(0, most_at_once);
        in.remove_prefix(piece.size());
        int flush = Z_NO_FLUSH;
        if (in.empty() && what == then::flush) flush = Z_SYNC_FLUSH;
        if (in.empty() && what == then::end) flush = Z_FINISH;
        z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));  // zlib only reads it
        z.avail_in = static_cast<uInt>(piece.size());
        do {
            const std::size_t before = out.size();
            out.resize(before + room);
            z.next_out = reinterpret_cast<Bytef*>(out.data() + before);
            z.avail_out = static_cast<uInt>(room);
            deflate(&z, flush);  // its only errors here are misuse
            out.resize(out.size() - z.avail_out);
        } while (z.avail_out == 0);
    } while (!in.empty());
}

}  // namespace http_min
