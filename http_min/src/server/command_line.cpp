#include <CLI/CLI.hpp>
#include <cstdio>
#include <http_min/server/command_line.hpp>
#include <http_min/server/listening_socket.hpp>
#include <http_min/server/proxy_trust.hpp>
#include <http_min/wire/header_list.hpp>
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

std::string not_proxies(const std::string& text) try {
    const proxy_trust read(text);
    return {};
} catch (const std::exception& e) {
    return e.what();
}

std::string not_a_header(const std::string& text) try {
    const std::size_t colon = text.find(':');
    if (colon == text.npos) return "'" + text + "' is not NAME:VALUE";
    wire::header_list list;
    list.add(text.substr(0, colon), text.substr(colon + 1));
    return {};
} catch (const std::exception& e) {
    return e.what();
}

void add_seconds(CLI::App& command, const char* name, std::chrono::milliseconds& value, const char* what) {
    const auto set = [&value](double n) { value = std::chrono::milliseconds(static_cast<long>(n * 1000)); };
    command.add_option_function<double>(name, set, what)
        ->default_str(std::to_string(value.count() / 1000))
        ->check(not_seconds)
        ->type_name("SECONDS");
}

void add_count(CLI::App& command, const char* name, std::size_t& value, const char* what) {
    command.add_option(name, value, what)->capture_default_str()->check(not_a_count);
}

void add_where(CLI::App& command, server_options& o) {
    auto* host = command.add_option("--host", o.host, "Numeric address to listen on");
    host->capture_default_str()->check(not_an_address);
    auto* port = command.add_option("--port", o.port, "Port to listen on; 0: any free one");
    port->capture_default_str()->check(CLI::Range(0, 65535));
    auto* uds = command.add_option("--uds", o.uds, "Path of a UNIX socket to listen on instead");
    uds->type_name("PATH")->excludes(host)->excludes(port);
    command.add_option("--fd", o.fd, "Number of a listening socket that is open already, instead")
        ->check(CLI::Range(0, 1 << 20))
        ->excludes(host)
        ->excludes(port)
        ->excludes(uds);
    command.add_option("--backlog", o.backlog, "Clients that may wait to be accepted")
        ->capture_default_str()
        ->check(CLI::Range(1, 65535));
}

void add_how(CLI::App& command, server_options& o) {
    command.add_option("--workers", o.workers, "Processes that share the port")
        ->capture_default_str()
        ->check(CLI::Range(1, 1024));
    command.add_option("--threads", o.threads, "Loops of each, that share the app")
        ->capture_default_str()
        ->check(CLI::Range(1, 1024));
    command
        .add_option("--driver", o.driver,
                    "What the loop runs on (default: RT_DRIVER, else the best there is)")
        ->check(CLI::IsMember({"uring", "epoll"}));
    const auto set_level = [&o](const std::string& name) { o.log = log_level_named(name); };
    command
        .add_option_function<std::string>("--log-level", set_level,
                                          "What is logged: this, and what is graver")
        ->default_str("info")
        ->check(CLI::IsMember({"critical", "error", "warning", "info", "debug", "trace"}));
    command.add_flag("--access-log,!--no-access-log", o.access_log, "A line for each request");
}

void add_limits(CLI::App& command, server_options& o) {
    add_count(command, "--limit-concurrency", o.connections,
              "Connections at once; beyond it 503 (0: no limit)");
    add_count(command, "--limit-max-requests", o.requests,
              "Requests after which the process ends (0: never)");
    add_count(command, "--limit-body", o.message.body, "Bytes of a request body; beyond it 413");
    add_seconds(command, "--timeout-keep-alive", o.keep_alive, "How long an idle connection is kept");
    add_seconds(command, "--timeout-head", o.head, "How long a request head may take");
    add_seconds(command, "--timeout-body", o.body, "How long the next piece of a body may take");
    add_seconds(command, "--timeout-write", o.write, "How long a client may not read");
    add_seconds(command, "--timeout-graceful-shutdown", o.graceful_shutdown,
                "How long to wait for requests in flight");
}

void add_headers(CLI::App& command, server_options& o) {
    command.add_flag("--proxy-headers,!--no-proxy-headers", o.proxy_headers,
                     "Take a trusted proxy's X-Forwarded-Proto and X-Forwarded-For");
    command
        .add_option("--forwarded-allow-ips", o.forwarded_allow_ips,
                    "Proxies to trust: addresses, networks, or *")
        ->capture_default_str()
        ->check(not_proxies)
        ->envname("FORWARDED_ALLOW_IPS");
    command.add_option("--root-path", o.root_path, "What a proxy takes off every path");
    command.add_flag("--server-header,!--no-server-header", o.server_header, "Answer with a Server field");
    command.add_flag("--date-header,!--no-date-header", o.date_header, "Answer with a Date field");
    const auto add = [&o](const std::vector<std::string>& all) {
        for (const std::string& each : all) {
            const std::size_t colon = each.find(':');
            const std::size_t value = each.find_first_not_of(' ', colon + 1);
            o.headers.emplace_back(each.substr(0, colon), value == each.npos ? "" : each.substr(value));
        }
    };
    command.add_option_function<std::vector<std::string>>("--header", add, "One more field of every answer")
        ->allow_extra_args(false)
        ->check(not_a_header)
        ->type_name("NAME:VALUE");
}

}  // namespace

std::optional<int> read_command_line(server_options& options, const std::string& title, int argc,
                                     char** argv) {
    CLI::App command(title + ": a server made with http_min");
    bool reload = false;
    add_where(command, options);
    add_how(command, options);
    add_limits(command, options);
    add_headers(command, options);
    command.add_flag("--reload", reload,
                     "Build and start anew when a source changes: `lab serve --reload` does it");
    try {
        command.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return command.exit(e) == 0 ? 0 : 2;  // 0: --help
    }
    if (reload && !is_activated()) {
        std::fprintf(
            stderr,
            "--reload builds the program anew, which it cannot do itself: use `lab serve --reload`\n");
        return 2;
    }
    return std::nullopt;
}

}  // namespace http_min
