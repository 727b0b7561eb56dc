#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <rt/loop/trace_export.hpp>
#include <rt/loop/trace_to_file.hpp>

namespace rt {

namespace {

constinit std::atomic<int> files = 0;

// work.html, work-2.html, …
std::string next_name(const std::string& wanted) {
    const int number = ++files;
    if (number == 1) return wanted;
    const std::size_t ending = wanted.rfind('.');
    if (ending == std::string::npos) return wanted;
    return wanted.substr(0, ending) + "-" + std::to_string(number) + wanted.substr(ending);
}

}  // namespace

trace_to_file::trace_to_file(trace_sink* chosen) : sink_(chosen) {
    const char* const wanted = std::getenv("RT_TRACE");
    if (chosen != nullptr || wanted == nullptr || *wanted == '\0') return;
    path_ = next_name(wanted);
    recorder_ = std::make_unique<trace_recorder>();
    sink_ = recorder_.get();
}

trace_to_file::~trace_to_file() {
    if (recorder_ == nullptr) return;
    try {
        write_timeline(*recorder_, path_);
        std::fprintf(stderr, "rt: %zu events in %s", recorder_->events().size(), path_.c_str());
        if (recorder_->dropped() > 0)
            std::fprintf(stderr, "; the %llu after them did not fit",
                         static_cast<unsigned long long>(recorder_->dropped()));
        std::fputs("\n", stderr);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "rt: no trace: %s\n", e.what());
    }
}

}  // namespace rt
