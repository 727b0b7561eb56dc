// path_pattern.cpp -- one pass from the front; behind a {name:path}, one from the back.
#include <http_min/app/path_pattern.hpp>

namespace http_min {

namespace {

// Takes one segment off the front of `path`. RETURNS it, empty if there is none.
std::string_view take_front(std::string_view& path) {
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return segment;
}

// The same at the back.
std::string_view take_back(std::string_view& path) {
    const std::size_t slash = path.rfind('/');
    const std::string_view segment = path.substr(slash == path.npos ? 0 : slash + 1);
    path.remove_suffix(segment.size());
    return segment;
}

}  // namespace

bool path_pattern::match(std::string_view path, path_values& values) const {
    values.clear();
    std::size_t first = 0;
    for (; first < size_ && pieces_[first].is != path_piece::kind::rest; ++first) {
        const path_piece& piece = pieces_[first];
        if (piece.is == path_piece::kind::text) {
            if (!path.starts_with(piece.text)) return false;
            path.remove_prefix(piece.text.size());
            continue;
        }
        const std::string_view segment = take_front(path);
        if (segment.empty()) return false;
        values.add(piece.text, segment);
    }
    if (first == size_) return path.empty();

    for (std::size_t last = size_ - 1; last > first; --last) {
        const path_piece& piece = pieces_[last];
        if (piece.is == path_piece::kind::text) {
            if (!path.ends_with(piece.text)) return false;
            path.remove_suffix(piece.text.size());
            continue;
        }
        const std::string_view segment = take_back(path);
        if (segment.empty()) return false;
        values.add(piece.text, segment);
    }
    values.add(pieces_[first].text, path);  // what is left between front and back
    return true;
}

}  // namespace http_min
