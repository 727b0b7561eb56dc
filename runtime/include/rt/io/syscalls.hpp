// syscalls -- what is asked of a socket beside the operations: calls that never wait, and so need no ring.
//
// They are the system calls of the same names. On a thread where a simulated ring lives, socket() makes its
// socket in the simulated kernel; every other call goes where its descriptor is, which the number says
// (simulated_kernel.hpp). So listener, stream and fd are the same code on every driver.
//
// Errors:    -1, and errno.
// Threads:   as the calls themselves; a simulated descriptor belongs to the thread that made it.
#pragma once

#include <poll.h>
#include <sys/socket.h>

namespace rt::syscalls {

int socket(int family, int type, int protocol) noexcept;
int bind(int fd, const sockaddr* to, socklen_t size) noexcept;
int listen(int fd, int backlog) noexcept;
int setsockopt(int fd, int level, int option, const void* value, socklen_t size) noexcept;
int getsockname(int fd, sockaddr* name, socklen_t* size) noexcept;
int getpeername(int fd, sockaddr* name, socklen_t* size) noexcept;
int shutdown(int fd, int how) noexcept;
int poll_now(pollfd& socket) noexcept;  // poll(2) of one, without waiting
int close(int fd) noexcept;
int pipe(int* ends) noexcept;  // [0] reads what [1] writes; close-on-exec

}  // namespace rt::syscalls
