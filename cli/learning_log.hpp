// learning_log.hpp -- .lab/log.tsv: what the learner did, one line each, only ever appended to. Two logs
// merge by `sort`.
//
// A line that is broken (a full disk, an editor) is skipped; the others still count.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

struct log_entry {
    std::string when;     // 2026-11-23T03:44:12Z
    std::string event;    // test, run, bench
    std::string id;       // 05_1_task, 05_task
    std::string outcome;  // test: pass fail crash hang broken; run: exit code; bench: the verdict's word
    std::string detail;   // test: the idea that failed; bench: prediction and ratio
};

class learning_log {
  public:
    explicit learning_log(std::filesystem::path file);

    // A log that cannot be written costs the learner nothing but the entry.
    void append(std::string_view event, std::string_view id, std::string_view outcome,
                std::string_view detail = "");
    const log_entry* last(std::string_view event, std::string_view id) const;
    std::size_t count(std::string_view event, std::string_view id) const;
    bool ever(std::string_view event, std::string_view id, std::string_view outcome) const;

  private:
    std::filesystem::path file_;
    std::vector<log_entry> entries_;
};

}  // namespace lab
