// trace_export -- what a recorder has kept, as a file to look at.
//
//   .html   one page that needs nothing else: a timeline to zoom into, arrows from submit to completion to
//           resume, and a table of all events
//   .json   Chrome's trace format: open it in Perfetto (ui.perfetto.dev) or chrome://tracing
//
// Errors:    write_timeline() throws std::system_error when the file cannot be written, std::invalid_argument
//            for another ending.
// Threads:   any, when the run has ended.
// Source:    "Trace Event Format", the Chromium project.
#pragma once

#include <rt/loop/timeline.hpp>
#include <string>
#include <string_view>

namespace rt {

std::string chrome_trace(const timeline& seen);
std::string timeline_page(const timeline& seen, std::string_view title = "ringlab");

// The name's ending says which.
void write_timeline(const trace_recorder& seen, const std::string& path);

// A JSON string, quotes included. `<` is escaped too, so it may stand in a script of a page; bytes that are no
// UTF-8 become U+FFFD.
std::string json_string(std::string_view text);

}  // namespace rt
