#include "benchmark_run.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "failure.hpp"
#include "process.hpp"

namespace lab {
namespace {

// "^(a|b)$", with the characters that mean something in a regex escaped.
std::string filter_for(const std::vector<std::string>& names) {
    std::string filter;
    for (const auto& name : names) {
        filter += filter.empty() ? "^(" : "|";
        for (const char c : name) {
            if (std::string_view(".[]{}()\\*+?|^$").find(c) != std::string_view::npos) filter += '\\';
            filter += c;
        }
    }
    return filter.empty() ? "." : filter + ")$";
}

double nanoseconds(double value, const std::string& unit) {
    return unit == "s" ? value * 1e9 : unit == "ms" ? value * 1e6 : unit == "us" ? value * 1e3 : value;
}

}  // namespace

samples benchmark_run::of(const std::string& name, const std::string& metric) const {
    const auto found = values_.find(name);
    if (found == values_.end())
        throw environment_error("the program has no benchmark '" + name + "' (lessons/lab.toml names it)");
    const auto value = found->second.find(metric);
    if (value == found->second.end())
        throw environment_error("benchmark '" + name + "' reports no '" + metric + "'");
    return value->second;
}

std::vector<std::string> benchmark_run::names() const {
    std::vector<std::string> names;
    for (const auto& each : order_) names.push_back(each.second);
    return names;
}

std::string benchmark_run::shown(std::string name) {
    for (const char* how : {"/process_time", "/real_time", "/manual_time"})
        if (const auto at = name.find(how); at != name.npos) name.erase(at, std::string_view(how).size());
    return name;
}

benchmark_run run_benchmarks(const context& lab, const benchmark_request& request) {
    const auto folder = lab.where.state() / "bench";
    const auto json_file = folder / (request.target + "." + request.preset + ".json");
    std::filesystem::create_directories(folder);
    limits bounds;
    bounds.time = lab.timeout;
    bounds.log = folder / (request.target + ".log");
    const auto result = run({{lab.where.program(request.preset, request.target),
                              "--benchmark_filter=" + filter_for(request.names),
                              "--benchmark_repetitions=" + std::to_string(request.repetitions),
                              "--benchmark_min_time=" + std::to_string(request.seconds_each),
                              "--benchmark_enable_random_interleaving=true", "--benchmark_out_format=json",
                              "--benchmark_out=" + json_file.string()}},
                            bounds);
    if (result.how == ending::timed_out)
        throw failure(exit_code::timeout, request.target + ": " + result.in_words());
    std::ifstream in(json_file);
    const auto json = nlohmann::json::parse(in, nullptr, false);
    if (!result.ok() || json.is_discarded())
        throw environment_error(request.target + " gave no figures (" + result.in_words() +
                                "): " + lab.where.shown(bounds.log));

    benchmark_run figures;
    for (const auto& row : json["benchmarks"]) {
        if (row.value("run_type", "") != "iteration") continue;
        const auto name = row.value("run_name", row.value("name", ""));
        if (row.value("error_occurred", false))
            throw environment_error(name + ": " + row.value("error_message", "it failed"));
        const auto declared =
            std::pair(row.value("family_index", 0), row.value("per_family_instance_index", 0));
        if (!figures.values_.contains(name)) figures.order_.emplace_back(declared, name);
        const auto unit = row.value("time_unit", "ns");
        for (const auto& [key, value] : row.items()) {
            if (!value.is_number()) continue;
            const bool time = key == "cpu_time" || key == "real_time";
            figures.values_[name][key].push_back(time ? nanoseconds(value.get<double>(), unit)
                                                      : value.get<double>());
        }
    }
    std::sort(figures.order_.begin(), figures.order_.end());  // interleaving has shuffled them
    return figures;
}

}  // namespace lab
