// guard_page.hpp -- text that ends where the readable memory ends: reading one byte too far is a crash.
#pragma once
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <new>
#include <string_view>

class guarded_text {
  public:
    explicit guarded_text(std::string_view text) : page_{static_cast<std::size_t>(sysconf(_SC_PAGESIZE))} {
        size_ = (text.size() / page_ + 1) * page_;
        void* memory =
            mmap(nullptr, size_ + page_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) throw std::bad_alloc{};
        begin_ = static_cast<char*>(memory);
        mprotect(begin_ + size_, page_, PROT_NONE);
        if (!text.empty()) std::memcpy(begin_ + size_ - text.size(), text.data(), text.size());
        text_ = {begin_ + size_ - text.size(), text.size()};
    }
    ~guarded_text() { munmap(begin_, size_ + page_); }
    guarded_text(const guarded_text&) = delete;
    guarded_text& operator=(const guarded_text&) = delete;

    std::string_view view() const { return text_; }

  private:
    std::size_t page_;
    std::size_t size_ = 0;
    char* begin_ = nullptr;
    std::string_view text_;
};
