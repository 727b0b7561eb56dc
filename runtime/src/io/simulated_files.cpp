#include <fcntl.h>
#include <sys/stat.h>

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
    description describe() const override { return {S_IFIFO | 0600, 0}; }

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
    description describe() const override { return {S_IFIFO | 0600, 0}; }

    bool is_ready(const io_uring_sqe& request) const override {
        return is_read(request) || way_->room() > 0 || !way_->reader_open ||
               request_memory(request).size() == 0;
    }
    std::size_t room() const override { return way_->room(); }

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
    disk_file(simulated_disk& disk, simulated_disk::file content, int flags) noexcept
        : disk_(disk), bytes(std::move(content)), flags_(flags) {}

    bool is_ready(const io_uring_sqe&) const override { return true; }
    int sync() override { return 0; }
    description describe() const override { return {S_IFREG | 0644, bytes->size()}; }

    int carry_out(const io_uring_sqe& request, std::uint32_t at_most) override {
        if (!is_read(request) && !is_write(request)) return -ENOTSOCK;
        if (request.opcode == IORING_OP_RECV || request.opcode == IORING_OP_SEND) return -ENOTSOCK;
        const bool own_position = request.off == static_cast<std::uint64_t>(-1);
        std::size_t at = own_position ? position_ : static_cast<std::size_t>(request.off);
        if (is_write(request) && (flags_ & O_APPEND) != 0) at = bytes->size();
        const int moved = is_read(request) ? read(request, at, at_most) : write(request, at, at_most);
        if (own_position && moved > 0) position_ = at + static_cast<std::size_t>(moved);
        return moved;
    }

  private:
    int read(const io_uring_sqe& request, std::size_t at, std::uint32_t at_most) const {
        if ((flags_ & O_ACCMODE) == O_WRONLY) return -EBADF;
        const request_memory memory(request);
        const std::string_view rest = std::string_view(*bytes).substr(std::min(at, bytes->size()));
        const std::size_t length = std::min({memory.size(), std::size_t{at_most}, rest.size()});
        memory.fill(rest.substr(0, length));
        return static_cast<int>(length);
    }
    int write(const io_uring_sqe& request, std::size_t at, std::uint32_t at_most) {
        if ((flags_ & O_ACCMODE) == O_RDONLY) return -EBADF;
        const request_memory memory(request);
        std::string written;
        memory.append_to(written, std::min(memory.size(), std::size_t{at_most}));
        return disk_.write(*bytes, at, written);
    }

    simulated_disk& disk_;

  public:
    const simulated_disk::file bytes;

  private:
    int flags_;
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
    auto content = std::make_shared<std::string>(std::move(bytes));
    return table_.add(std::make_shared<disk_file>(disk_, std::move(content), O_RDWR));
}

int simulated_files::open(const io_uring_sqe& request) {
    const int flags = static_cast<int>(request.open_flags);
    simulated_disk::file found;
    const int refused = disk_.open(pointer_in<const char>(request.addr), flags, found);
    return refused < 0 ? refused : table_.add(std::make_shared<disk_file>(disk_, std::move(found), flags));
}

const std::string& simulated_files::bytes_of(int file) const {
    return *dynamic_cast<const disk_file&>(*table_.find(file)).bytes;
}

}  // namespace rt
