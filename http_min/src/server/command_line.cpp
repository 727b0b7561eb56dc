#include <CLI/CLI.hpp>
#include <http_min/server/command_line.hpp>
#include <rt/net/address.hpp>

namespace http_min {

namespace {

// Each RETURNS what is wrong with the text, or nothing.
std::string not_an_address(const std::string& text) {
    if (rt::address::parse(text, 0)) return {};
    return "'" + text + "' is not a numeric address such as 127.0.0.1, 0.0.0.0 or ::1";
}

// CLI::Range would let NaN through: it is neither below nor above anything.
std::string not_seconds(const std::string& text) {
    double seconds = -1;
    if (CLI::detail::lexical_cast(text, seconds) && seconds >= 0 && seconds <= 86'400) return {};
    return "'" + text + "' is not a number of seconds from 0 to 86400";
}

// CLI would read "-1" as the largest number there is. 18 digits always fit.
std::string not_a_count(const std::string& text) {
    const bool digits = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
    if (digits && text.size() <= 18) return {};
    return "'" + text + "' is not a number from 0 up";
}

}  // namespace

std::optional<int> read_command_line(server_options& options, const std::string& title, int argc,
                                     char** argv) {
    CLI::App command(title + ": a server made with http_min");
    command.add_option("--host", options.host, "Numeric address to listen on")
        ->capture_default_str()
        ->check(not_an_address);
    command.add_option("--port", options.port, "Port to listen on; 0: any free one")
        ->capture_default_str()
        ->check(CLI::Range(0, 65535));
    command
        .add_option("--driver", options.driver,
                    "What the loop runs on (default: RT_DRIVER, else the best there is)")
        ->check(CLI::IsMember({"uring", "epoll"}));
    command.add_flag("!--no-access-log", options.access_log, "No line for each request");
    command
        .add_option("--limit-concurrency", options.connections,
                    "Connections at once; beyond it 503 (0: no limit)")
        ->capture_default_str()
        ->check(not_a_count);
    const auto seconds = [&command](const char* name, std::chrono::milliseconds& value, const char* what) {
        command
            .add_option_function<double>(
                name, [&value](double n) { value = std::chrono::milliseconds(static_cast<long>(n * 1000)); },
                what)
            ->default_str(std::to_string(value.count() / 1000))
            ->check(not_seconds)
            ->type_name("SECONDS");
    };
    seconds("--timeout-keep-alive", options.keep_alive, "How long an idle connection is kept");
    seconds("--timeout-head", options.head, "How long a request head may take");
    seconds("--timeout-body", options.body, "How long the next piece of a body may take");
    seconds("--timeout-write", options.write, "How long a client may not read");
    seconds("--timeout-graceful-shutdown", options.graceful_shutdown,
            "How long to wait for requests in flight");
    command.add_option("--limit-body", options.message.body, "Bytes of a request body; beyond it 413")
        ->capture_default_str()
        ->check(not_a_count);
    try {
        command.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return command.exit(e) == 0 ? 0 : 2;  // 0: --help
    }
    return std::nullopt;
}

}  // namespace http_min
