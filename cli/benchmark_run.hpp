// benchmark_run.hpp -- run a Google Benchmark program in randomly interleaved repetitions and read its JSON.
//
// The JSON file stays (.lab/bench/NAME.json): Google Benchmark's own compare.py reads it.
// Errors: environment_error if the program fails, or has no benchmark of a name that is asked for.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kit.hpp"
#include "statistics.hpp"

namespace lab {

struct benchmark_request {
    std::string preset;
    std::string target;
    std::vector<std::string> names;  // none = all
    int repetitions = 12;
    double seconds_each = 0.05;
};

class benchmark_run {
  public:
    // metric -> one value per repetition. `metric` is cpu_time, real_time (in ns) or a counter's name.
    samples of(const std::string& name, const std::string& metric) const;
    std::vector<std::string> names() const;      // as bench.cpp declares them
    static std::string shown(std::string name);  // without "/real_time": how it was measured is not its name

  private:
    friend benchmark_run run_benchmarks(const context&, const benchmark_request&);
    std::vector<std::pair<std::pair<int, int>, std::string>> order_;
    std::map<std::string, std::map<std::string, samples>> values_;
};

benchmark_run run_benchmarks(const context& lab, const benchmark_request& request);

}  // namespace lab
