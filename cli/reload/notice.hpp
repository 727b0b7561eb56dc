// notice.hpp -- what is wrong, for those who look at a page: a piece of HTML in a file.
//
// While the file is there, a server under --reload ends its pages with it (http_min, reload_notice.hpp); where
// no server runs, lab answers with it itself.
//
// Lifetime: the file ends with its notice.
#pragma once
#include <filesystem>
#include <string>

namespace lab::reload {

class notice {
  public:
    explicit notice(std::filesystem::path file) : file_(std::move(file)) {}
    ~notice() { clear(); }
    notice(notice&&) = delete;

    const std::filesystem::path& file() const { return file_; }
    void show(const std::string& text, const std::string& state);  // what is wrong, and what that means
    void clear();

    std::string page() const;  // a whole one, which asks again by itself
    const std::string& text() const { return text_; }

  private:
    std::filesystem::path file_;
    std::string text_, html_;
};

}  // namespace lab::reload
