// text_table -- rows of cells as lines of text whose columns stand under each other.
//
// Too wide a table loses the middle of its longest cells. A row of one cell takes the whole line. Text is
// UTF-8, and each code point takes one column.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace rt {

class text_table {
  public:
    static constexpr std::size_t columns = 4;
    using row = std::array<std::string, columns>;

    void add(row cells) { rows_.push_back(std::move(cells)); }

    std::string text(std::size_t width) const {
        const auto widths = fit(width);
        std::string out;
        for (const row& cells : rows_) {
            std::string line;
            for (std::size_t i = 0; i < columns; ++i) {
                const bool alone = is_alone(cells);
                const std::string cell = clip(cells[i], alone ? width : widths[i]);
                const std::string padding(alone ? 0 : widths[i] - length(cell), ' ');
                const bool last = i + 1 == columns;  // stands at its right
                line += last ? padding + cell : cell + padding + "  ";
            }
            out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
        }
        return out;
    }

  private:
    static bool is_alone(const row& cells) {
        return std::all_of(cells.begin() + 1, cells.end(), [](const auto& c) { return c.empty(); });
    }
    static bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }
    static std::size_t length(const std::string& text) {
        return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
    }

    // The end of a cell often says more than its middle: a line number, a descriptor.
    static std::string clip(const std::string& text, std::size_t width) {
        const std::size_t size = length(text);
        if (size <= width) return text;
        const std::size_t head = width / 2;
        const std::size_t tail_from = size - (width - head - 1);
        std::string out;
        std::size_t at = 0;
        for (const char c : text) {
            if (begins_character(c) && at++ == head) out += "…";
            if (at <= head || at > tail_from) out += c;
        }
        return out;
    }

    std::array<std::size_t, columns> fit(std::size_t width) const {
        std::array<std::size_t, columns> widths{};
        for (const row& cells : rows_)
            for (std::size_t i = 0; i < columns && !is_alone(cells); ++i)
                widths[i] = std::max(widths[i], length(cells[i]));
        const auto total = [&] { return widths[0] + widths[1] + widths[2] + widths[3] + 2 * (columns - 1); };
        while (total() > width && *std::max_element(widths.begin(), widths.end()) > 8)
            --*std::max_element(widths.begin(), widths.end());
        return widths;
    }

    std::vector<row> rows_;
};

}  // namespace rt
