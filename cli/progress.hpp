// progress.hpp -- where the learner is: read from the learning log and from what is in work/.
#pragma once
#include <string>
#include <vector>

#include "kit.hpp"
#include "learning_log.hpp"

namespace lab {

enum class stage {
    untouched,  // no folder in work/
    started,    // the starter was copied, no test has run
    failed,     // the last test did not pass
    passed,     // the last test passed
};

struct next_step {
    std::string command;  // "lab test 05.1"; "" when all is done
    std::string why;
};

class progress {
  public:
    explicit progress(const context& lab);

    stage of(const exercise& each) const;
    bool was_run(const lesson& each) const;
    const log_entry* bench_of(const lesson& each) const;
    std::size_t passed(const manifest& kit) const;
    // Lesson by lesson: see the demo, then its exercises.
    next_step next(const manifest& kit) const;

  private:
    const context& lab_;
    learning_log log_;
};

// The learner's planks and what stands for them: one line each, and whether there is any.
struct planks_in_use {
    std::vector<std::string> lines;
    bool any_mine = false;
};
planks_in_use planks(const context& lab, const manifest& kit);

}  // namespace lab
