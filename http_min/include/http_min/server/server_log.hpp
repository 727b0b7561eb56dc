// server_log -- what a server says about itself, as uvicorn does: a level, coloured on a terminal, and a sentence.
//
//     INFO:     Waiting for application startup.
//
// Threads:   any: a line is one write.
#pragma once

#include <string_view>

namespace http_min {

// Each shows itself and what is graver.
enum class log_level : unsigned char { critical, error, warning, info, debug, trace };

// "info" and its like. RETURNS info for any other word.
log_level log_level_named(std::string_view name) noexcept;

// "INFO:     ", or in colour.
std::string_view log_prefix(log_level level, bool in_colour) noexcept;

class server_log {
  public:
    explicit server_log(log_level most = log_level::info) noexcept;

    bool shows(log_level level) const noexcept { return level <= most_; }
    void write(log_level level, std::string_view text) const;
    void info(std::string_view text) const { write(log_level::info, text); }
    void warning(std::string_view text) const { write(log_level::warning, text); }
    void error(std::string_view text) const { write(log_level::error, text); }

  private:
    log_level most_;
    bool in_colour_;
};

}  // namespace http_min
