// body_bench.cpp -- what the bytes of a body cost before anybody looks at them as values.
//
// Question:   is the framing of a chunked body, or the decoding of a form, ever more than the copy of its bytes?
// Prediction: in chunks of 4 KiB the framing is lost beside the copy; in chunks of 16 bytes it is all there is. A form costs
//             a few nanoseconds a byte.
#include <benchmark/benchmark.h>

#include <http_min/wire/body_decoder.hpp>
#include <http_min/wire/form_data.hpp>
#include <string>

namespace wire = http_min::wire;

namespace {

// 64 KiB of data in chunks of one size.
std::string chunked(std::size_t size) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string line;
    for (std::size_t left = size; left > 0; left /= 16) line.insert(line.begin(), digits[left % 16]);
    std::string text;
    for (std::size_t sent = 0; sent < 65'536; sent += size)
        text.append(line).append("\r\n").append(size, 'x').append("\r\n");
    return text + "0\r\n\r\n";
}

void decode_chunks(benchmark::State& state) {
    const std::string text = chunked(static_cast<std::size_t>(state.range(0)));
    wire::body_framing framing;
    framing.is = wire::body_framing::kind::chunked;
    std::string body;
    for (auto _ : state) {
        body.clear();
        wire::body_decoder decoder(framing);
        if (!decoder.feed(text, body).complete()) state.SkipWithError("the body is refused");
        benchmark::DoNotOptimize(body.data());
    }
    state.SetBytesProcessed(state.iterations() * 65'536);
}

void copy_alone(benchmark::State& state) {
    const std::string text(65'536, 'x');
    std::string body;
    for (auto _ : state) {
        body.clear();
        body.append(text);
        benchmark::DoNotOptimize(body.data());
    }
    state.SetBytesProcessed(state.iterations() * 65'536);
}

void read_form(benchmark::State& state) {
    constexpr std::string_view form =
        "username=ada&password=correct+horse+battery+staple&city=M%C3%BCnchen&street=Hauptstra%C3%9Fe+1&"
        "newsletter=on&comment=Please+leave+it+with+the+neighbour%2C+thank+you%21&tags=a&tags=b&tags=c";
    for (auto _ : state) {
        wire::form_data all;
        if (all.read_urlencoded(form)) state.SkipWithError("the form is refused");
        benchmark::DoNotOptimize(all.entries().data());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(form.size()));
}

}  // namespace

BENCHMARK(decode_chunks)->Arg(16)->Arg(4096);
BENCHMARK(copy_alone);
BENCHMARK(read_form);
