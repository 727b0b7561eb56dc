#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <http_min/server/command_line.hpp>
#include <http_min/server/flag_checks.hpp>
#include <http_min/server/listening_socket.hpp>
#include <http_min/server/unknown_flag.hpp>

namespace http_min {

namespace {

void add_seconds(CLI::App& command, const char* name, std::chrono::milliseconds& value, const char* what) {
    const auto set = [&value](double n) { value = std::chrono::milliseconds(static_cast<long>(n * 1000)); };
    command.add_option_function<double>(name, set, what)
        ->default_str(std::to_string(value.count() / 1000))
        ->check(not_seconds)
        ->type_name("SECONDS");
}

void add_count(CLI::App& command, const char* name, std::size_t& value, const char* what) {
    command.add_option(name, value, what)->capture_default_str()->check(not_a_count)->type_name("N");
}

// --NAME and --no-NAME; --help shows the one that changes something.
void add_switch(CLI::App& command, const std::string& name, bool& value, const char* what) {
    command.add_flag_callback("--" + name, [&value] { value = true; })->group("");
    command.add_flag_callback(
        "--no-" + name, [&value] { value = false; }, what);
}

void add_where(CLI::App& command, server_options& o) {
    command.add_option("--host", o.host, "Numeric address to listen on")
        ->capture_default_str()
        ->check(not_an_address)
        ->type_name("ADDRESS");
    command.add_option("--port", o.port, "Port to listen on; 0: any free one")
        ->capture_default_str()
        ->check(not_a_number(0, 65535))
        ->type_name("N");
    command.add_option("--uds", o.uds, "UNIX socket to listen on instead")->type_name("PATH");
    command.add_option("--fd", o.fd, "Listening socket that is open already, instead")
        ->check(not_a_number(0, 1 << 20))
        ->type_name("N");
    command.add_option("--backlog", o.backlog, "Clients that may wait to be accepted")
        ->capture_default_str()
        ->check(not_a_number(1, 65535))
        ->type_name("N");
}

void add_how(CLI::App& command, server_options& o) {
    command.add_option("--workers", o.workers, "Processes that share the port")
        ->capture_default_str()
        ->check(not_a_number(1, 1024))
        ->type_name("N");
    command.add_option("--threads", o.threads, "Loops of each process, that share the app")
        ->capture_default_str()
        ->check(not_a_number(1, 1024))
        ->type_name("N");
    command.add_option("--driver", o.driver, "uring or epoll (default: RT_DRIVER, else the best there is)")
        ->check(not_one_of({"uring", "epoll"}))
        ->type_name("NAME");
    const auto set_level = [&o](const std::string& name) { o.log = log_level_named(name); };
    command
        .add_option_function<std::string>("--log-level", set_level,
                                          "critical, error, warning, info, debug or trace")
        ->default_str("info")
        ->check(not_one_of({"critical", "error", "warning", "info", "debug", "trace"}))
        ->type_name("NAME");
    add_switch(command, "access-log", o.access_log, "No line for each request");
}

void add_limits(CLI::App& command, server_options& o) {
    add_count(command, "--limit-concurrency", o.connections,
              "Connections at once, beyond it 503 (0: no limit)");
    add_count(command, "--limit-max-requests", o.requests,
              "Requests after which the process ends (0: never)");
    add_count(command, "--limit-body", o.message.body, "Bytes of a request body, beyond it 413");
    add_seconds(command, "--timeout-keep-alive", o.keep_alive, "How long an idle connection is kept");
    add_seconds(command, "--timeout-head", o.head, "How long a request head may take");
    add_seconds(command, "--timeout-body", o.body, "How long the next piece of a body may take");
    add_seconds(command, "--timeout-write", o.write, "How long a client may not read");
    add_seconds(command, "--timeout-graceful-shutdown", o.graceful_shutdown,
                "How long to wait for requests in flight");
}

void add_websockets(CLI::App& command, websocket_options& o) {
    add_count(command, "--ws-max-size", o.limits.message, "Bytes of a WebSocket's message; beyond it 1009");
    add_seconds(command, "--ws-ping-interval", o.ping_interval,
                "After how long a silent WebSocket is asked whether it is there (0: never)");
    add_seconds(command, "--ws-ping-timeout", o.ping_timeout, "How long its answer may take");
}

void add_headers(CLI::App& command, server_options& o) {
    add_switch(command, "proxy-headers", o.proxy_headers,
               "Do not heed X-Forwarded-Proto and X-Forwarded-For, whoever sends them");
    command
        .add_option("--forwarded-allow-ips", o.forwarded_allow_ips,
                    "Proxies to trust: addresses, networks, or *")
        ->capture_default_str()
        ->check(not_proxies)
        ->type_name("LIST")
        ->envname("FORWARDED_ALLOW_IPS");
    command.add_option("--root-path", o.root_path, "What a proxy takes off every path")->type_name("PATH");
    add_switch(command, "server-header", o.server_header, "No Server field in answers");
    add_switch(command, "date-header", o.date_header, "No Date field in answers");
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

// RETURNS what cannot be said together, or nothing.
std::string contradiction(const CLI::App& command) {
    const auto given = [&](const char* flag) { return command.count(flag) > 0; };
    if (given("--uds") + given("--fd") + (given("--host") || given("--port")) > 1)
        return "it listens in one place: --host and --port, or --uds, or --fd.";
    for (const char* const each : {"access-log", "proxy-headers", "server-header", "date-header"}) {
        const std::string yes = std::string("--") + each, no = std::string("--no-") + each;
        if (given(yes.c_str()) && given(no.c_str())) return yes + " or " + no + ", not both.";
    }
    return {};
}

// One sentence.
std::string mistake(const CLI::App& command, const CLI::ParseError& error) {
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        const std::string text = error.what();
        return text.substr(0, text.find(':')) + " needs a value, and one only.";
    }
    if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr) return error.what() + std::string(".");
    std::vector<std::string> known;
    for (const CLI::Option* each : command.get_options())
        for (const std::string& name : each->get_lnames()) known.push_back("--" + name);
    const std::vector<std::string> rest = command.remaining();
    const auto flag =
        std::ranges::find_if(rest, [](const std::string& each) { return each.starts_with('-'); });
    return unknown_flag(flag != rest.end() ? *flag : rest.front(), known);
}

}  // namespace

std::optional<int> read_command_line(server_options& options, const std::string& title, int argc,
                                     char** argv) {
    const std::string name = std::filesystem::path(argv[0]).filename().string();
    CLI::App command(title + ": a server made with http_min", name);
    command.get_formatter()->column_width(34);
    bool reload = false;
    add_where(command, options);
    add_how(command, options);
    add_limits(command, options);
    add_headers(command, options);
    add_websockets(command, options.websockets);
    command.add_flag("--reload", reload, "Build and start anew on every save: for `lab serve --reload`");
    try {
        command.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        if (e.get_exit_code() == 0) return command.exit(e);  // --help
        std::fprintf(stderr, "%s: %s See --help.\n", name.c_str(), mistake(command, e).c_str());
        return 2;
    }
    std::string wrong = contradiction(command);
    if (reload && !is_activated()) wrong = "a program cannot build itself anew: use `lab serve --reload`.";
    if (!wrong.empty()) {
        std::fprintf(stderr, "%s: %s\n", name.c_str(), wrong.c_str());
        return 2;
    }
    const char* const notice = std::getenv("HTTP_MIN_RELOAD_NOTICE");
    if (reload && notice != nullptr) options.reload_notice = notice;
    return std::nullopt;
}

}  // namespace http_min
