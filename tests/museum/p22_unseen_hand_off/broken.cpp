// One thread writes a letter and hands it over through the kernel. That is in order, and ThreadSanitizer says
// it is a race: it does not know the system call that orders the two.
//
// The calls are made by number, as a ring's are: what the tool knows are the functions of the C library.
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <thread>

int main() {
    const int door = eventfd(0, 0);
    const char* letter = "";

    std::thread postman([&] {
        letter = "from Ada";
        const std::uint64_t knock = 1;
        syscall(SYS_write, door, &knock, sizeof knock);
    });
    std::uint64_t knocks = 0;
    syscall(SYS_read, door, &knocks, sizeof knocks);
    std::printf("a letter has come %s\n", letter);
    postman.join();
}
