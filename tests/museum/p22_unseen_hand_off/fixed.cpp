// The tool is told, at the two places where the kernel takes over and gives back.
#include <sanitizer/tsan_interface.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <thread>

int main() {
    const int door = eventfd(0, 0);
    const char* letter = "";
    char order = 0;  // any address that both know

    std::thread postman([&] {
        letter = "from Ada";
        __tsan_release(&order);  // what was written up to here...
        const std::uint64_t knock = 1;
        syscall(SYS_write, door, &knock, sizeof knock);
    });
    std::uint64_t knocks = 0;
    syscall(SYS_read, door, &knocks, sizeof knocks);
    __tsan_acquire(&order);  // ...is seen from here on
    std::printf("a letter has come %s\n", letter);
    postman.join();
}
