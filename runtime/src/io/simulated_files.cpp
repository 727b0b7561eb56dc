#include <algorithm>
#include <cerrno>
#include <rt/io/request_memory.hpp>
#include <rt/io/simulated_files.hpp>
#include <utility>

namespace rt {

namespace {

class pipe_reader final : public open_file {
  public:
    explicit pipe_reader(std::shared_ptr<byte_channel> way) noexcept : way_(std::move(way)) {}
    ~pipe_reader() override { way_->reader_open = false; }

    bool is_ready(const io_uring_sqe& request) const override {
        return !is_read(request) || !way_->bytes.empty() || !way_->writer_open ||
               request_memory(request).size() == 0;
    }

    int carry_out(const io_uring_sqe& request, std::uint32_t at_most) override {
        if (!is_read(request)) return -EBADF;  // the wrong end
        const request_memory memory(request);
        const std::size_t length = std::min({memory.size(), std::size_t{at_most}, way_->bytes.size()});
        memory.fill(std::string_view(way_->bytes).substr(0, length));
        way_->bytes.erase(0, length);
        return static_cast<int>(length);
    }

  private:
    std::shared_ptr<byte_channel> way_;
};

class pipe_writer final : public open_file {
  public:
    explicit pipe_writer(std::shared_ptr<byte_channel> way) noexcept : way_(std::move(way)) {}
    ~pipe_writer() override { way_->writer_open = false; }

    bool is_ready(const io_uring_sqe& request) const override {
        return is_read(request) || way_->room() > 0 || !way_->reader_open ||
               request_memory(request).size() == 0;
    }

    int carry_out(const io_uring_sqe& request, std::uint32_t at_most) override {
        if (is_read(request)) return -EBADF;
        if (!way_->reader_open) return -EPIPE;
        const request_memory memory(request);
        const std::size_t length = std::min({memory.size(), std::size_t{at_most}, way_->room()});
        memory.append_to(way_->bytes, length);
        return static_cast<int>(length);
    }

  private:
    std::shared_ptr<byte_channel> way_;
};

class disk_file final : public open_file {
  public:
    explicit disk_file(std::string content) noexcept : bytes(std::move(content)) {}

    bool is_ready(const io_uring_sqe&) const override { return true; }

    int carry_out(const io_uring_sqe& request, std::uint32_t at_most) override {
        if (request.opcode == IORING_OP_RECV || request.opcode == IORING_OP_SEND) return -ENOTSOCK;
        const bool own_position = request.off == static_cast<std::uint64_t>(-1);
        const std::size_t at = own_position ? position_ : static_cast<std::size_t>(request.off);
        const request_memory memory(request);
        std::size_t length = std::min(memory.size(), std::size_t{at_most});
        if (is_read(request)) {
            length = at < bytes.size() ? std::min(length, bytes.size() - at) : 0;
            memory.fill(std::string_view(bytes).substr(std::min(at, bytes.size()), length));
        } else {
            if (bytes.size() < at + length) bytes.resize(at + length);
            std::string written;
            memory.append_to(written, length);
            bytes.replace(at, length, written);
        }
        if (own_position) position_ += length;
        return static_cast<int>(length);
    }

    std::string bytes;

  private:
    std::size_t position_ = 0;
};

}  // namespace

simulated_files::pair simulated_files::make_pipe(std::size_t capacity) {
    const auto way = std::make_shared<byte_channel>();
    way->capacity = capacity;
    const int reader = table_.add(std::make_shared<pipe_reader>(way));
    return {reader, table_.add(std::make_shared<pipe_writer>(way))};
}

int simulated_files::make_file(std::string bytes) {
    return table_.add(std::make_shared<disk_file>(std::move(bytes)));
}

const std::string& simulated_files::bytes_of(int file) const {
    return dynamic_cast<const disk_file&>(*table_.find(file)).bytes;
}

}  // namespace rt
