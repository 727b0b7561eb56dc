// trace_to_file -- RT_TRACE=work.html (or .json) in the environment: rt::run() records itself and leaves a file.
//
// A program that runs several loops leaves work.html, work-2.html, … in the order in which they began. A run
// that has a sink of its own is left alone.
//
// Errors:    a file that cannot be written is said on standard error, and nothing else happens: what is
//            watched goes on as if it were not.
// Lifetime:  for one run; the file is written when it has ended, by an exception too.
// Threads:   one recorder, one loop.
#pragma once

#include <memory>
#include <rt/loop/trace_recorder.hpp>
#include <string>

namespace rt {

class trace_to_file {
  public:
    // `chosen`: the program's own sink, or null.
    explicit trace_to_file(trace_sink* chosen);
    trace_to_file(const trace_to_file&) = delete;
    trace_to_file& operator=(const trace_to_file&) = delete;
    ~trace_to_file();

    // Whom the loop tells; null: nobody.
    trace_sink* sink() const noexcept { return sink_; }

  private:
    std::string path_;
    std::unique_ptr<trace_recorder> recorder_;
    trace_sink* sink_;
};

}  // namespace rt
