// deflater -- zlib's compressor with an owner, writing the gzip format (RFC 1952).
//
// Errors:    std::bad_alloc when zlib has no memory.
// Threads:   one at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace http_min {

class deflater {
  public:
    explicit deflater(int level);
    deflater(const deflater&) = delete;
    deflater& operator=(const deflater&) = delete;
    ~deflater();

    enum class then {
        go_on,  // keep what compresses better together with what follows
        flush,  // everything so far can be read
        end,
    };
    // Appends to `out`.
    void add(std::string_view in, then what, std::string& out);

  private:
    struct state;  // so that zlib's header stays ours
    std::unique_ptr<state> state_;
};

}  // namespace http_min
