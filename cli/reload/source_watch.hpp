// source_watch.hpp -- notices that a source below a folder was saved.
//
// Folders are watched, not files: an editor that saves by renaming takes a watch on the file away with the
// old file. build/ and hidden folders are left out: what a build writes is no source.
//
// Errors: environment_error when the kernel grants no (more) watches.
// Source: inotify(7).
#pragma once
#include <filesystem>
#include <map>
#include <optional>

namespace lab::reload {

class source_watch {
  public:
    explicit source_watch(const std::filesystem::path& root);
    ~source_watch();
    source_watch(source_watch&&) = delete;

    int descriptor() const { return fd_; }  // readable: something was written, perhaps a source

    // RETURNS the first source that was saved since the last call, once the folder is quiet again: an editor
    // writes a file in several steps, and git many files in a row.
    std::optional<std::filesystem::path> changed();

  private:
    void add(const std::filesystem::path& folder);
    void read_events();

    std::filesystem::path root_;
    int fd_;
    std::map<int, std::filesystem::path> folders_;  // by the kernel's number for the watch
    std::optional<std::filesystem::path> first_;
};

}  // namespace lab::reload
