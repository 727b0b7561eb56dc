#include <algorithm>
#include <cerrno>
#include <rt/io/simulated_files.hpp>
#include <utility>

namespace rt {

namespace {

char* memory_of(const io_uring_sqe& sqe) noexcept {
    return reinterpret_cast<char*>(static_cast<std::uintptr_t>(sqe.addr));
}

bool is_read(const io_uring_sqe& sqe) noexcept {
    return sqe.opcode == IORING_OP_READ || sqe.opcode == IORING_OP_RECV;
}

constexpr std::uint64_t own_position = static_cast<std::uint64_t>(-1);

}  // namespace

int simulated_files::add(descriptor d) {
    descriptors_.emplace(next_number_, std::move(d));
    return next_number_++;  // never used again: whoever keeps a closed one is found out
}

simulated_files::pair simulated_files::make_pipe(std::size_t capacity) {
    const auto way = std::make_shared<channel>();
    way->capacity = capacity;
    const int reader = add({.in = way, .out = nullptr, .file = nullptr});
    return {reader, add({.in = nullptr, .out = way, .file = nullptr})};
}

simulated_files::pair simulated_files::make_socket_pair(std::size_t capacity) {
    const auto there = std::make_shared<channel>();
    const auto back = std::make_shared<channel>();
    there->capacity = back->capacity = capacity;
    const int first = add({.in = back, .out = there, .file = nullptr});
    return {first, add({.in = there, .out = back, .file = nullptr})};
}

int simulated_files::make_file(std::string bytes) {
    return add({.in = nullptr, .out = nullptr, .file = std::make_shared<std::string>(std::move(bytes))});
}

void simulated_files::close(int number) {
    const auto found = descriptors_.find(number);
    if (found == descriptors_.end()) return;
    if (found->second.in) found->second.in->reader_open = false;
    if (found->second.out) found->second.out->writer_open = false;
    descriptors_.erase(found);
}

bool simulated_files::is_ready(const io_uring_sqe& sqe) const {
    const auto found = descriptors_.find(sqe.fd);
    if (found == descriptors_.end() || found->second.file) return true;
    const auto& [in, out, file, position] = found->second;
    if (is_read(sqe)) return !in || !in->bytes.empty() || !in->writer_open || sqe.len == 0;
    return !out || out->bytes.size() < out->capacity || !out->reader_open || sqe.len == 0;
}

std::optional<int> simulated_files::carry_out(const io_uring_sqe& sqe, std::uint32_t at_most) {
    const auto found = descriptors_.find(sqe.fd);
    if (found == descriptors_.end()) return -EBADF;
    descriptor& d = found->second;
    std::size_t length = std::min(sqe.len, at_most);
    if (d.file) return is_read(sqe) ? read_file(d, sqe, length) : write_file(d, sqe, length);
    const std::shared_ptr<channel>& way = is_read(sqe) ? d.in : d.out;
    if (!way) return -EBADF;  // the wrong end of a pipe
    if (!is_ready(sqe)) return std::nullopt;
    if (is_read(sqe)) {
        length = std::min(length, way->bytes.size());
        std::copy_n(way->bytes.data(), length, memory_of(sqe));
        way->bytes.erase(0, length);
    } else {
        if (!way->reader_open) return -EPIPE;
        length = std::min(length, way->capacity - way->bytes.size());
        way->bytes.append(memory_of(sqe), length);
    }
    return static_cast<int>(length);
}

int simulated_files::read_file(descriptor& d, const io_uring_sqe& sqe, std::size_t length) {
    const std::size_t from = sqe.off == own_position ? d.position : static_cast<std::size_t>(sqe.off);
    if (from >= d.file->size()) return 0;
    length = std::min(length, d.file->size() - from);
    std::copy_n(d.file->data() + from, length, memory_of(sqe));
    if (sqe.off == own_position) d.position += length;
    return static_cast<int>(length);
}

int simulated_files::write_file(descriptor& d, const io_uring_sqe& sqe, std::size_t length) {
    const std::size_t to = sqe.off == own_position ? d.position : static_cast<std::size_t>(sqe.off);
    if (d.file->size() < to + length) d.file->resize(to + length);
    std::copy_n(memory_of(sqe), length, d.file->data() + to);
    if (sqe.off == own_position) d.position += length;
    return static_cast<int>(length);
}

}  // namespace rt
