#include <http_min/app/oauth2_form.hpp>
#include <sstream>

namespace http_min::detail {

std::vector<std::string> split_at_spaces(std::string_view text) {
    std::istringstream in{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

}  // namespace http_min::detail
