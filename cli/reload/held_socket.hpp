// held_socket.hpp -- the listening socket that outlives the servers behind it: lab opens it, each server gets
// it as descriptor 3 (LISTEN_FDS, as from systemd). Between two servers clients wait in its queue, and none
// is refused.
//
// Errors: usage_error for an address that is none; environment_error for one that cannot be had.
// Source: sd_listen_fds(3).
#pragma once
#include <string>
#include <vector>

namespace lab::reload {

class held_socket {
  public:
    // Takes --host, --port and --uds out of the server's words: they are lab's to heed.
    explicit held_socket(std::vector<std::string>& words);
    ~held_socket();
    held_socket(held_socket&&) = delete;

    int descriptor() const { return fd_; }  // -1 when closed
    std::string name() const;               // "http://127.0.0.1:8000"
    void close();                           // from now on clients are refused

    // Where no server is: takes one client, and answers 503 with what is wrong, as a page for a browser.
    void answer_unavailable(const std::string& page, const std::string& text) const;

  private:
    int fd_ = -1;
    std::string path_;  // of a UNIX socket
};

}  // namespace lab::reload
