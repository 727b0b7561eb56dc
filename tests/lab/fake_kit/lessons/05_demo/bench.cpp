// Writes what Google Benchmark would write: b takes half of a's time.
#include <fstream>
#include <string>

int main(int argc, char** argv) {
    const std::string out = "--benchmark_out=";
    for (int i = 1; i < argc; ++i) {
        if (std::string(argv[i]).rfind(out, 0) != 0) continue;
        std::ofstream json(argv[i] + out.size());
        json << R"({"benchmarks": [)";
        for (int n = 0; n < 24; ++n)
            json << (n ? "," : "") << R"({"run_type": "iteration", "time_unit": "us", "run_name": ")"
                 << (n % 2 ? "b" : "a") << R"(", "cpu_time": )" << (n % 2 ? 50 : 100) + n * 0.1 << "}";
        json << "]}";
    }
}
