#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <rt/io/simulated_disk.hpp>

namespace rt {

int simulated_disk::open(std::string_view path, int flags, file& opened) {
    if (path.empty()) return -ENOENT;
    const bool may_make = (flags & O_CREAT) != 0;
    if (!has(path) && !may_make) return -ENOENT;
    if (has(path) && may_make && (flags & O_EXCL) != 0) return -EEXIST;
    file& found = at(path);
    if (!found) found = std::make_shared<std::string>();
    if ((flags & O_TRUNC) != 0) found->clear();
    opened = found;
    return 0;
}

int simulated_disk::write(std::string& to, std::size_t at, std::string_view bytes) {
    const std::size_t end = at + bytes.size();
    const std::size_t more = end > to.size() ? end - to.size() : 0;
    if (more > room_) {
        const std::size_t missing = more - room_;
        if (missing >= bytes.size()) return -ENOSPC;
        bytes.remove_suffix(missing);
    }
    room_ -= std::min(more, room_);
    to.resize(std::max(to.size(), at + bytes.size()));
    std::copy(bytes.begin(), bytes.end(), to.begin() + static_cast<std::ptrdiff_t>(at));
    return static_cast<int>(bytes.size());
}

}  // namespace rt
