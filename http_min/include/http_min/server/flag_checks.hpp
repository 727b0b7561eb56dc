// flag_checks -- whether what stands behind a flag is what the flag wants.
//
// Each RETURNS what is wrong with the text, or nothing.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace http_min {

using flag_check = std::function<std::string(const std::string&)>;

flag_check not_a_number(long least, long most);
flag_check not_one_of(std::vector<std::string> words);

std::string not_a_count(const std::string& text);     // 0 and up
std::string not_seconds(const std::string& text);     // up to a day, with a fraction
std::string not_an_address(const std::string& text);  // a numeric one
std::string not_proxies(const std::string& text);     // see proxy_trust.hpp
std::string not_a_header(const std::string& text);    // NAME:VALUE

}  // namespace http_min
