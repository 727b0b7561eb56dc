#include "build.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdio>
#include <regex>
#include <utility>

#include "failure.hpp"
#include "first_error.hpp"
#include "process.hpp"

namespace lab {
namespace {

// Two labs at once must not build in one folder: the second waits.
class build_lock {
  public:
    explicit build_lock(const context& lab)
        : fd_(::open((lab.where.state() / "lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644)) {
        if (fd_ < 0) throw environment_error("cannot write to " + lab.where.state().string());
        if (::flock(fd_, LOCK_EX | LOCK_NB) == 0) return;
        lab.show.progress("another lab is building here: waiting for it");
        ::flock(fd_, LOCK_EX);
    }
    ~build_lock() { ::close(fd_); }
    build_lock(build_lock&&) = delete;

  private:
    int fd_;
};

std::string last_lines(const std::string& text, int count) {
    auto at = text.size();
    for (; count >= 0 && at != std::string::npos && at > 0; --count) at = text.rfind('\n', at - 1);
    return at == std::string::npos || at == 0 ? text : text.substr(at + 1);
}

limits patient(const std::filesystem::path& log) {
    limits bounds;
    bounds.kept_output = 64u << 20;
    bounds.log = log;
    return bounds;
}

void configure(const context& lab, const std::string& preset) {
    if (std::filesystem::exists(lab.where.build(preset) / "build.ninja")) return;
    lab.show.progress("configuring " + preset);
    const auto log = lab.where.state() / "configure.log";
    const auto result = run({{"cmake", "--preset", preset}, lab.where.root}, patient(log));
    lab.show.progress_done();
    if (!result.ok())
        throw environment_error("cmake --preset " + preset + " failed (" + result.in_words() + "):\n" +
                                last_lines(result.output, 12) + "all of it: " + lab.where.shown(log));
}

[[noreturn]] void explain(const context& lab, const build_request& request, const outcome& result,
                          const std::filesystem::path& log) {
    const auto error = first_error(result.output, request.suspect);
    if (!error)
        throw environment_error("building " + request.what + " failed (" + result.in_words() + "):\n" +
                                last_lines(result.output, 12) + "all of it: " + lab.where.shown(log));
    std::string text = request.what + " does not compile\n";
    if (!error->file.empty()) text += "  " + lab.where.shown(error->file) + ":" + error->line + ": ";
    text += error->message + "\n";
    for (const auto& line : error->excerpt) text += line + "\n";
    if (!error->because.empty()) text += "  because of " + lab.where.shown(error->because) + "\n";
    if (error->others > 0)
        text += "  and " + std::to_string(error->others) + " more; the first is the one to mend\n";
    throw failure(exit_code::learner, text + "  all of it: " + lab.where.shown(log));
}

}  // namespace

std::chrono::milliseconds build(const context& lab, const build_request& request) {
    static const std::regex step(R"(^\[(\d+)/(\d+)\])");
    std::filesystem::create_directories(lab.where.state());
    const build_lock alone(lab);
    configure(lab, request.preset);

    command cmake{{"cmake", "--build", lab.where.build(request.preset)},
                  lab.where.root,
                  {{"NINJA_STATUS", "[%f/%t] "}}};
    if (!request.targets.empty()) cmake.words.push_back("--target");
    cmake.words.insert(cmake.words.end(), request.targets.begin(), request.targets.end());

    bool said = false;  // without a terminal, one line says why this takes a while
    const auto log = lab.where.state() / "build.log";
    const auto result = run(cmake, patient(log), [&](std::string_view line) {
        std::match_results<std::string_view::const_iterator> found;
        if (!std::regex_search(line.begin(), line.end(), found, step)) return;
        if (found[2].length() > 1 && !lab.show.interactive() &&
            !std::exchange(said, true))  // ten steps or more
            std::fprintf(stderr, "lab: building %s: %s steps ...\n", request.what.c_str(),
                         found[2].str().c_str());
        lab.show.progress("building " + request.what + "  " + found[1].str() + " of " + found[2].str());
    });
    lab.show.progress_done();
    if (!result.ok()) explain(lab, request, result, log);
    return result.took;
}

}  // namespace lab
