// screen.hpp -- everything lab prints goes through here: 80 columns, words beside colours, one progress line
// at a time.
//
// Colour only on a terminal, and not with NO_COLOR or --no-color. --plain: no colour, no glyphs, no line that
// changes.
#pragma once
#include <string>
#include <string_view>

namespace lab {

enum class tone { plain, good, bad, warn, faint, strong };

class screen {
  public:
    screen() = default;
    screen(bool plain, bool no_color);

    bool interactive() const { return moving_; }  // a person watches, and can be asked
    std::string painted(tone color, std::string_view text) const;
    std::string_view glyph(std::string_view fancy, std::string_view simple) const {
        return glyphs_ ? fancy : simple;
    }

    void line(std::string_view text = "") const;
    // "[pass] text", the word in its colour.
    void status(tone color, std::string_view word, std::string_view text) const;
    // A paragraph, broken at 80 columns; lines after the first are indented.
    void paragraph(std::string_view first, std::string_view text) const;
    // Replaces the last progress line. On a pipe only `done` prints.
    void progress(std::string_view text) const;
    void progress_done() const;

  private:
    bool color_ = false, moving_ = false, glyphs_ = false;
};

// Words of `text` in lines of at most 80 columns; the first starts after `first`, the others below its end.
std::string wrapped(std::string_view first, std::string_view text);

// Columns on a terminal: UTF-8 continuation bytes count nothing.
std::size_t columns(std::string_view text);
std::string padded(std::string_view text, std::size_t width);
std::string shortened(std::string_view text, std::size_t width);

}  // namespace lab
