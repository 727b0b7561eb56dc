// simulated_disk -- the files of the simulated kernel: names, bytes, and an end to the room for them.
//
// A path is a name and no more: there are no directories, and every name can be made.
//
// Errors:    -errno: ENOENT, EEXIST; write() answers ENOSPC when not a byte fits any more.
// Lifetime:  a file lives while a name or a descriptor refers to it, as on a real disk.
// Threads:   none of its own.
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace rt {

class simulated_disk {
  public:
    using file = std::shared_ptr<std::string>;

    // flags: O_CREAT, O_EXCL, O_TRUNC. RETURNS 0 and the file, or -errno.
    int open(std::string_view path, int flags, file& opened);

    // Writes as many of `bytes` as there is room for. RETURNS how many, or -ENOSPC.
    int write(std::string& to, std::size_t at, std::string_view bytes);

    file& at(std::string_view path) { return names_[std::string(path)]; }
    bool has(std::string_view path) const { return names_.contains(std::string(path)); }
    void remove(std::string_view path) { names_.erase(std::string(path)); }

    // From here on the disk takes this many more bytes.
    void set_room(std::size_t bytes) noexcept { room_ = bytes; }

  private:
    std::map<std::string, file> names_;
    std::size_t room_ = std::numeric_limits<std::size_t>::max();
};

}  // namespace rt
