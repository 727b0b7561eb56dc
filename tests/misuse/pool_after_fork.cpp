#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <rt/loop/thread_pool.hpp>

struct nothing final : rt::thread_pool::job {
    void run() noexcept override {}
    void ended() noexcept override {}
};

int main() {
    rt::thread_pool pool;
    nothing job;
    const pid_t child = ::fork();
    if (child == 0) pool.submit(job);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) std::abort();  // as the child did
}
