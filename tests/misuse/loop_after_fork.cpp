#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <rt/io/run.hpp>
#include <rt/loop/sleep.hpp>

rt::task<> fork_and_go_on() {
    const pid_t child = ::fork();
    if (child != 0) {
        int status = 0;
        ::waitpid(child, &status, 0);
        if (WIFSIGNALED(status)) std::abort();  // as the child did
        std::_Exit(0);
    }
    co_await rt::sleep_for(std::chrono::seconds(1));  // the child, on the parent's ring
}

int main() { rt::run(fork_and_go_on()); }
