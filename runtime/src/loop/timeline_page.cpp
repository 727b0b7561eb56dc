#include <rt/loop/timeline_template.hpp>
#include <rt/loop/trace_export.hpp>

namespace rt {

namespace {

std::string index(std::size_t i) { return i == timeline::none ? "-1" : std::to_string(i); }

// [[…],[…]]: each element as `write` says.
template <class List, class Write>
std::string rows(const List& list, Write write) {
    std::string out = "[";
    for (const auto& each : list) {
        if (out.size() > 1) out += ",\n";
        out += "[" + write(each) + "]";
    }
    return out + "]";
}

std::string data_of(const timeline& seen) {
    const std::int64_t start = seen.events.empty() ? 0 : seen.events.front().time;
    std::string out =
        "{\"driver\":" + json_string(seen.driver) + ",\"dropped\":" + std::to_string(seen.dropped);
    out += ",\"rows\":" + std::to_string(seen.rows);
    out += ",\n\"lanes\":" + rows(seen.lanes, [](const timeline::lane& l) {
               return std::to_string(static_cast<int>(l.kind)) + "," + std::to_string(l.id) + "," +
                      std::to_string(l.parent) + "," + json_string(l.name) + "," + std::to_string(l.depth);
           });
    out += ",\n\"spans\":" + rows(seen.spans, [](const timeline::span& s) {
               return std::to_string(static_cast<int>(s.kind)) + "," + index(s.lane) + "," + index(s.from) +
                      "," + index(s.to) + "," + json_string(s.text) + "," + json_string(in_words(s.where));
           });
    out += ",\n\"operations\":" + rows(seen.operations, [](const timeline::operation& op) {
               return std::to_string(op.number) + "," + index(op.lane) + "," + index(op.submit) + "," +
                      index(op.complete) + "," + index(op.resume) + "," + json_string(op.text) + "," +
                      std::to_string(op.result) + "," + index(op.row);
           });
    out += ",\n\"jobs\":" + rows(seen.jobs, [](const timeline::job& j) {
               return index(j.lane) + "," + index(j.thread_lane) + "," + index(j.submit) + "," +
                      index(j.begin) + "," + index(j.end) + "," + index(j.resume);
           });
    out += ",\n\"depth\":" + rows(seen.depth, [](const timeline::depth_change& d) {
               return index(d.at) + "," + std::to_string(d.in_flight);
           });
    out += ",\n\"events\":" + rows(seen.events, [start](const recorded_event& e) {
               return std::to_string(e.time - start) + "," + std::to_string(e.task) + "," +
                      json_string(in_words(e)) + "," + json_string(in_words(e.where));
           });
    return out + "}";
}

void replace_all(std::string& in, std::string_view what, const std::string& with) {
    for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + with.size()))
        in.replace(at, what.size(), with);
}

// Of a page's text, not of a script.
std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else
            out += c;
    }
    return out;
}

}  // namespace

std::string timeline_page(const timeline& seen, std::string_view title) {
    std::string page(timeline_template);
    replace_all(page, "TITLE_OF_THE_RUN", html_text(title));
    constexpr std::string_view place = "EVENTS_OF_THE_RUN";
    return page.replace(page.rfind(place), place.size(), data_of(seen));
}

}  // namespace rt
