// model_bench.cpp -- what a model costs on its way into JSON and out of it.
//
// Question:   what is saved where no JSON value is built between a model and its text?
// Prediction: writing takes at most a third of what nlohmann takes to fill a value and dump it. Reading builds the value that
//             errors are reported from, so it cannot beat nlohmann's parse alone; with all checks it takes at most twice that.
#include <benchmark/benchmark.h>

#include <http_min/app/from_json.hpp>
#include <http_min/app/text_rules.hpp>
#include <http_min/app/write_json.hpp>

using namespace http_min;

namespace {

struct line {
    std::string sku;
    field<int, ge<1>, le<99>> qty;
    field<double, gt<0>> unit_price;
};
struct order {
    field<std::string, min_length<3>, max_length<50>> customer;
    std::optional<std::string> note;
    std::vector<std::string> tags;
    std::vector<line> lines;
    bool express;
};

// About 1 KiB, as the parity app's orders are.
json sample() {
    json lines = json::array();
    for (int i = 0; i < 14; ++i)
        lines.push_back(
            {{"sku", "SKU-000" + std::to_string(100 + i)}, {"qty", i + 1}, {"unit_price", 9.5 + i}});
    return {{"customer", "Ada Lovelace"},
            {"note", "Please leave it with the neighbour at number 12, who is at home in the mornings."},
            {"tags", {"books", "gift", "fragile"}},
            {"lines", lines},
            {"express", true}};
}

order read(const json& from) {
    order value{};
    validation_errors errors;
    json_reader(errors).read(from, value, location("body"));
    errors.throw_if_any();
    return value;
}

void write_model(benchmark::State& state) {
    const order value = read(sample());
    std::string out;
    for (auto _ : state) {
        out.clear();
        write_json(out, value);
        benchmark::DoNotOptimize(out.data());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(out.size()));
}

void dump_nlohmann(benchmark::State& state) {
    const json value = sample();
    std::string out;
    for (auto _ : state) {
        out = value.dump();
        benchmark::DoNotOptimize(out.data());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(out.size()));
}

void read_model(benchmark::State& state) {
    const std::string text = to_text(sample());
    for (auto _ : state) {
        const json value = parse_json(text);
        order made{};
        validation_errors errors;
        json_reader(errors).read(value, made, location("body"));
        if (!errors.empty()) state.SkipWithError("the order is refused");
        benchmark::DoNotOptimize(made);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void parse_only(benchmark::State& state) {
    const std::string text = to_text(sample());
    for (auto _ : state) {
        json value = parse_json(text);
        benchmark::DoNotOptimize(value);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void parse_nlohmann(benchmark::State& state) {
    const std::string text = to_text(sample());
    for (auto _ : state) {
        json value = json::parse(text);
        benchmark::DoNotOptimize(value);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

}  // namespace

BENCHMARK(write_model);
BENCHMARK(dump_nlohmann);
BENCHMARK(read_model);
BENCHMARK(parse_only);
BENCHMARK(parse_nlohmann);
