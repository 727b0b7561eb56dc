#include <http_min/client/connection_pool.hpp>
#include <utility>

namespace http_min {

std::optional<rt::stream> connection_pool::take(const std::string& authority) {
    const auto found = idle_.find(authority);
    if (found == idle_.end() || found->second.empty()) return std::nullopt;
    rt::stream last = std::move(found->second.back());
    found->second.pop_back();
    if (found->second.empty()) idle_.erase(found);
    return last;
}

void connection_pool::keep(const std::string& authority, rt::stream idle) {
    std::vector<rt::stream>& here = idle_[authority];
    if (here.size() < most_) here.push_back(std::move(idle));
}

std::size_t connection_pool::idle() const noexcept {
    std::size_t count = 0;
    for (const auto& [authority, streams] : idle_) count += streams.size();
    return count;
}

}  // namespace http_min
