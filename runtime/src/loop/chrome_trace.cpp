#include <cstdio>
#include <rt/loop/trace_export.hpp>

namespace rt {

namespace {

// Perfetto groups lanes by "process": one for the loop and its tasks, one for the pool's threads.
constexpr int loop_group = 1;
constexpr int pool_group = 2;

class chrome_writer {
  public:
    explicit chrome_writer(const timeline& seen) : seen_(seen) {}

    std::string write() {
        name_groups();
        for (std::size_t i = 0; i < seen_.lanes.size(); ++i) name_lane(i);
        for (const auto& s : seen_.spans) slice(s);
        for (const auto& op : seen_.operations) {
            const std::uint64_t id = op.number;
            arrow('s', id, op.lane, op.submit, op.text);
            if (op.complete != timeline::none) arrow('t', id, 0, op.complete, op.text);
            if (op.resume != timeline::none) arrow('f', id, op.lane, op.resume, op.text);
        }
        for (std::size_t i = 0; i < seen_.jobs.size(); ++i) job(seen_.jobs[i], i);
        for (const auto& d : seen_.depth)
            add("C", 0, d.at,
                R"("name":"operations in flight","args":{"operations":)" + std::to_string(d.in_flight) + "}");
        return "{\"displayTimeUnit\":\"ns\",\"otherData\":{\"driver\":" + json_string(seen_.driver) +
               ",\"dropped\":" + std::to_string(seen_.dropped) + "},\"traceEvents\":[\n" + out_ + "\n]}\n";
    }

  private:
    void name_groups() {
        meta("process_name", loop_group, 0, "loop on " + seen_.driver);
        for (const auto& l : seen_.lanes)
            if (l.kind == timeline::lane_kind::pool_thread)
                return meta("process_name", pool_group, 0, "thread pool");
    }
    void name_lane(std::size_t i) {
        const timeline::lane& l = seen_.lanes[i];
        const std::string name =
            l.kind == timeline::lane_kind::kernel ? l.name : l.name + " #" + std::to_string(l.id);
        meta("thread_name", group(i), i, name);
        entry(R"("ph":"M","name":"thread_sort_index","pid":)" + std::to_string(group(i)) +
              ",\"tid\":" + std::to_string(i) + R"(,"args":{"sort_index":)" + std::to_string(i) + "}");
    }
    void meta(const char* what, int pid, std::size_t tid, const std::string& name) {
        entry(R"("ph":"M","name":")" + std::string(what) + "\",\"pid\":" + std::to_string(pid) +
              ",\"tid\":" + std::to_string(tid) + ",\"args\":{\"name\":" + json_string(name) + "}");
    }

    void slice(const timeline::span& s) {
        if (s.kind == timeline::span_kind::scope) return;  // they need not nest with the others
        std::string rest = "\"name\":" + json_string(s.text) + ",\"dur\":" + microseconds(s.to, s.from);
        if (s.where.line != 0) rest += ",\"args\":{\"where\":" + json_string(in_words(s.where)) + "}";
        add("X", s.lane, s.from, rest);
    }
    void arrow(char phase, std::uint64_t id, std::size_t lane, std::size_t at, const std::string& text,
               const char* category = "operation") {
        add(std::string(1, phase), lane, at,
            "\"name\":" + json_string(text) + ",\"cat\":\"" + category + "\",\"id\":" + std::to_string(id) +
                (phase == 'f' ? ",\"bp\":\"e\"" : ""));
    }
    void job(const timeline::job& j, std::size_t id) {
        if (j.submit != timeline::none) arrow('s', id, j.lane, j.submit, "job", "job");
        arrow('t', id, j.thread_lane, j.begin, "job", "job");
        if (j.resume != timeline::none) arrow('f', id, j.lane, j.resume, "job", "job");
    }

    void add(const std::string& phase, std::size_t lane, std::size_t at, const std::string& rest) {
        entry("\"ph\":\"" + phase + "\",\"pid\":" + std::to_string(group(lane)) +
              ",\"tid\":" + std::to_string(lane) + ",\"ts\":" + microseconds(at, 0) + "," + rest);
    }
    void entry(const std::string& fields) {
        if (!out_.empty()) out_ += ",\n";
        out_ += "{" + fields + "}";
    }

    int group(std::size_t lane) const {
        return seen_.lanes[lane].kind == timeline::lane_kind::pool_thread ? pool_group : loop_group;
    }
    // From one event to another, with the nanoseconds behind the point.
    std::string microseconds(std::size_t to, std::size_t from) const {
        const std::int64_t ns = seen_.events[to].time - seen_.events[from].time;
        char text[32];
        std::snprintf(text, sizeof text, "%lld.%03lld", static_cast<long long>(ns / 1000),
                      static_cast<long long>(ns % 1000));
        return text;
    }

    const timeline& seen_;
    std::string out_;
};

}  // namespace

std::string chrome_trace(const timeline& seen) { return chrome_writer(seen).write(); }

}  // namespace rt
