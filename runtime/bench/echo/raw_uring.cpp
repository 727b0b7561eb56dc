// The least that an echo on io_uring can be, with everything that makes it faster: deferred task work, a registered
// ring, multishot accept and receive, a ring of buffers, direct descriptors. It handles no error but the end.
//
// Run it:  echo_raw_uring PORT [WAY]
//   plain_fds  without direct descriptors
//   silent     sends without a completion: they may not wait (MSG_DONTWAIT) and take all or fail (MSG_WAITALL), so
//              their fate is known when the kernel has taken them. A failed one is lost here: a closed loop has none
#include <liburing.h>
#include <sys/mman.h>

#include <cerrno>
#include <string_view>
#include <vector>

#include "raw.hpp"

namespace {

constexpr unsigned buffers = 1024;
constexpr unsigned buffer_size = 4096;
constexpr unsigned most_connections = 4096;

enum class what : std::uint8_t { accept, receive, send, close };

class server {
  public:
    server(int listening, std::string_view way)
        : listening_(listening), direct_(way != "plain_fds"), silent_(way == "silent") {
        io_uring_params params{};
        params.flags = IORING_SETUP_CQSIZE | IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN;
        params.cq_entries = 8192;
        check(io_uring_queue_init_params(1024, &ring_, &params), "io_uring_queue_init_params");
        io_uring_register_ring_fd(&ring_);
        check(io_uring_register_files_sparse(&ring_, most_connections), "io_uring_register_files_sparse");
        memory_ = static_cast<char*>(map(std::size_t{buffers} * buffer_size));
        free_ = static_cast<io_uring_buf_ring*>(map(buffers * sizeof(io_uring_buf)));
        io_uring_buf_reg request{};
        request.ring_addr = reinterpret_cast<std::uintptr_t>(free_);
        request.ring_entries = buffers;
        check(io_uring_register_buf_ring(&ring_, &request, 0), "io_uring_register_buf_ring");
        io_uring_buf_ring_init(free_);
        for (unsigned id = 0; id < buffers; ++id) give_back(id);
    }

    void run() {
        accept();
        for (;;) {
            io_uring_submit_and_wait(&ring_, 1);
            for (const unsigned buffer : sent_silently_) give_back(buffer);
            sent_silently_.clear();
            unsigned head = 0;
            unsigned count = 0;
            io_uring_cqe* cqe = nullptr;
            io_uring_for_each_cqe(&ring_, head, cqe) {
                answer(*cqe);
                ++count;
            }
            io_uring_cq_advance(&ring_, count);
        }
    }

  private:
    static void check(int answer, const char* call) {
        errno = -answer;
        raw::check(answer, call);
    }
    static void* map(std::size_t size) {
        return ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_ANONYMOUS | MAP_PRIVATE, -1, 0);
    }

    // What is asked, of which connection, with which buffer: all in user_data.
    static void label(io_uring_sqe& sqe, what w, unsigned connection, unsigned buffer = 0) {
        sqe.user_data =
            std::uint64_t{static_cast<std::uint8_t>(w)} << 56 | std::uint64_t{buffer} << 32 | connection;
    }
    io_uring_sqe& next_sqe() {
        io_uring_sqe* sqe = io_uring_get_sqe(&ring_);
        for (; sqe == nullptr; sqe = io_uring_get_sqe(&ring_)) io_uring_submit(&ring_);
        return *sqe;
    }
    void give_back(unsigned id) {
        io_uring_buf_ring_add(free_, memory_ + std::size_t{id} * buffer_size, buffer_size,
                              static_cast<unsigned short>(id), io_uring_buf_ring_mask(buffers), 0);
        io_uring_buf_ring_advance(free_, 1);
    }

    void accept() {
        io_uring_sqe& sqe = next_sqe();
        if (direct_)
            io_uring_prep_multishot_accept_direct(&sqe, listening_, nullptr, nullptr, 0);
        else
            io_uring_prep_multishot_accept(&sqe, listening_, nullptr, nullptr, 0);
        label(sqe, what::accept, 0);
    }
    void receive(unsigned connection) {
        io_uring_sqe& sqe = next_sqe();
        io_uring_prep_recv_multishot(&sqe, static_cast<int>(connection), nullptr, 0, 0);
        sqe.flags |= IOSQE_BUFFER_SELECT;
        if (direct_) sqe.flags |= IOSQE_FIXED_FILE;
        label(sqe, what::receive, connection);
    }
    void send(unsigned connection, unsigned buffer, unsigned size) {
        io_uring_sqe& sqe = next_sqe();
        io_uring_prep_send(&sqe, static_cast<int>(connection), memory_ + std::size_t{buffer} * buffer_size,
                           size, MSG_WAITALL | MSG_NOSIGNAL | (silent_ ? MSG_DONTWAIT : 0));
        if (direct_) sqe.flags |= IOSQE_FIXED_FILE;
        if (silent_) {
            sqe.flags |= IOSQE_CQE_SKIP_SUCCESS;
            sent_silently_.push_back(buffer);
        }
        label(sqe, what::send, connection, buffer);
    }
    void close(unsigned connection) {
        io_uring_sqe& sqe = next_sqe();
        if (direct_)
            io_uring_prep_close_direct(&sqe, connection);
        else
            io_uring_prep_close(&sqe, static_cast<int>(connection));
        label(sqe, what::close, connection);
    }

    void answer(const io_uring_cqe& cqe) {
        const auto connection = static_cast<unsigned>(cqe.user_data);
        const auto buffer = static_cast<unsigned>(cqe.user_data >> 32) & 0xffff;
        const bool last = (cqe.flags & IORING_CQE_F_MORE) == 0;
        switch (static_cast<what>(cqe.user_data >> 56)) {
            case what::accept:
                if (cqe.res >= 0) receive(static_cast<unsigned>(cqe.res));
                if (last) accept();
                break;
            case what::receive:
                if (cqe.res > 0)
                    send(connection, cqe.flags >> IORING_CQE_BUFFER_SHIFT, static_cast<unsigned>(cqe.res));
                else if (cqe.res != -ENOBUFS)
                    return close(connection);
                if (last) receive(connection);
                break;
            case what::send:
                if (!silent_) give_back(buffer);
                break;
            case what::close: break;
        }
    }

    const int listening_;
    const bool direct_;
    const bool silent_;
    std::vector<unsigned> sent_silently_;  // the buffers of what the next entry into the kernel decides
    io_uring ring_{};
    char* memory_ = nullptr;
    io_uring_buf_ring* free_ = nullptr;
};

}  // namespace

int main(int argc, char** argv) {
    const std::string_view way = argc > 2 ? argv[2] : "";
    server(raw::listen_at(raw::port(argc > 2 ? argc - 1 : argc, argv)), way).run();
}
