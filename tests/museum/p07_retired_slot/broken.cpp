// A multishot accept completes many times. Its slot is given away after the first, and the next completion
// wakes whoever has the slot now.
#include <liburing.h>

#include <cstddef>
#include <cstdio>
#include <vector>

struct operation {
    const char* name;
    void (*completed)(int result);
};

std::vector<const operation*> slots;

const operation accepting{"accept", [](int fd) { std::printf("accept: a connection, descriptor %d\n", fd); }};
const operation reading{"read", [](int bytes) { std::printf("read: %d bytes\n", bytes); }};

// RETURNS the slot; its number is the operation's user_data. The first one that is free is taken.
std::size_t start(const operation& op) {
    for (std::size_t slot = 0; slot < slots.size(); ++slot)
        if (slots[slot] == nullptr) return slots[slot] = &op, slot;
    slots.push_back(&op);
    return slots.size() - 1;
}

void complete(const io_uring_cqe& cqe) {
    const operation& op = *slots[cqe.user_data];
    slots[cqe.user_data] = nullptr;  // it has completed, so its place is free
    op.completed(cqe.res);
}

// What the kernel posts: a completion of a multishot has F_MORE as long as others will follow.
void post(std::size_t slot, int result, unsigned flags = 0) {
    io_uring_cqe cqe{};
    cqe.user_data = slot;
    cqe.res = result;
    cqe.flags = flags;
    complete(cqe);
}

int main() {
    const std::size_t listener = start(accepting);
    post(listener, 7, IORING_CQE_F_MORE);
    start(reading);                        // from descriptor 7, where nothing has come yet
    post(listener, 8, IORING_CQE_F_MORE);  // a second client
}
