#include <cerrno>
#include <rt/io/io_awaiter.hpp>
#include <rt/io/signal_set.hpp>
#include <system_error>

namespace rt {

signal_set::signal_set(std::initializer_list<int> signals) {
    ::sigemptyset(&signals_);
    for (const int each : signals) ::sigaddset(&signals_, each);
    if (const int error = ::pthread_sigmask(SIG_BLOCK, &signals_, &before_); error != 0)
        throw std::system_error(error, std::system_category(), "pthread_sigmask");
    pipe_ = fd(::signalfd(-1, &signals_, SFD_CLOEXEC));
    if (!pipe_) {
        const int error = errno;
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
        throw std::system_error(error, std::system_category(), "signalfd");
    }
}

signal_set::~signal_set() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

task<io_result<int>> signal_set::next() {
    signalfd_siginfo info{};
    const auto got = co_await io_awaiter<std::size_t>(op_code::read, pipe_.get(), &info, sizeof info, 0);
    if (!got) co_return got.error();
    co_return static_cast<int>(info.ssi_signo);
}

}  // namespace rt
