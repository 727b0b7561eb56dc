// process.hpp -- run another program, bounded: in its time, in what it prints, in what it leaves behind.
//
// The program leads its own process group. When it ends, or its time does, the whole group is killed; so is
// whatever left the group (lab is the subreaper of its descendants). The end is seen through a pidfd, so a
// grandchild that keeps the pipe open cannot hold us. Ctrl-C while a program runs ends the program first,
// then lab.
//
// Errors:   a program that cannot be started ends with code 127 and says why in its output.
// Lifetime: a child does not outlive its object. One child at a time: the last sweep kills all of lab's
// descendants. Threads:  for single-threaded programs (it forks and blocks signals).
#pragma once
#include <sys/types.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lab {

using milliseconds = std::chrono::milliseconds;

struct command {
    std::vector<std::string> words;
    std::filesystem::path directory = {};  // "" = ours
    std::vector<std::pair<std::string, std::string>> environment =
        {};  // added to ours; an empty value removes
};

struct limits {
    std::optional<milliseconds> time = {};
    std::size_t kept_output =
        1 << 20;  // the rest is read and dropped, so that a flood neither blocks nor fills memory
    std::filesystem::path log = {};  // what is kept goes to this file too
    std::size_t address_space = 0;   // 0 = no limit
    std::size_t file_size = 0;
    bool terminal = false;  // the program uses our terminal: nothing is captured, it shares our process group
};

// For code that a learner is still writing. Sanitizers reserve terabytes, so they run without the limit on
// memory.
limits learner_limits(milliseconds time);

enum class ending { exited, signalled, timed_out, interrupted };

struct outcome {
    ending how = ending::exited;
    int code = 0;  // exit code or signal
    std::string output;
    bool output_cut = false;
    milliseconds took{0};

    bool ok() const { return how == ending::exited && code == 0; }
    // "exit code 3", "killed by SIGSEGV (segmentation fault)", "no end within 2.0 s".
    std::string in_words() const;
};

using line_reader = std::function<void(std::string_view)>;

class child {
  public:
    child(const command& what, const limits& bounds);
    ~child();
    child(child&&) = delete;

    // RETURNS whether such a line came before the program, or the time, ended.
    bool wait_for_line(const std::function<bool(std::string_view)>& wanted, milliseconds at_most);
    void send_signal(int signal);
    // To the end, or to the limit. on_line gets each line without its '\n' (only captured output).
    outcome wait(const line_reader& on_line = {});

  private:
    bool turn();  // waits for the next event; false when the program has ended
    void read_output();
    void take_lines();
    void reap();
    void kill_all();

    limits bounds_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point until_ = std::chrono::steady_clock::time_point::max();
    pid_t pid_ = -1;
    int pidfd_ = -1, output_ = -1, signals_ = -1;
    std::FILE* log_ = nullptr;
    sigset_t mask_before_{};
    bool running_ = false;
    std::string partial_line_;
    line_reader on_line_;
    outcome result_;
};

outcome run(const command& what, const limits& bounds = {}, const line_reader& on_line = {});

}  // namespace lab
