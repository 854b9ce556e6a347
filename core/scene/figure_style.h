// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between the screen and a file: sizes and theme, in points. Never an `if (exporting)`.
#pragma once

#include <string_view>

#include "core/scene/palette.h"
#include "core/scene/theme.h"

namespace poolscope {

enum class PatchView { Matrix, Tiles };
// Values of images as they are stored, or divided by the top of the range that is shown, with three decimals.
enum class NumberScale { Byte, Unit };
enum class Numbers { Auto, On, Off };  // in cells: when they fit, always, never

// What the input panel shows: the values, how many windows see each cell, or how many it wins.
enum class InputMap { Values, Coverage, Wins };

// How the user wants to see an evaluation.
struct ViewSpec {
    Palette palette = Palette::Grey;
    DisplayRange range{};
    NumberScale values = NumberScale::Byte;
    PatchView patches = PatchView::Matrix;
    Numbers numbers = Numbers::Auto;
    InputMap map = InputMap::Values;
    bool hideBlack = false;  // windows whose every tap is zero, and the gradient they send
    bool composite = false;  // of a picture with colours, X and Y show its three planes together

    bool operator==(const ViewSpec&) const = default;
};

// 300 dpi.
inline constexpr double kPrintedPixelsPerPoint = 300 / 72.0;

struct FigureStyle {
    ThemeName themeName = ThemeName::Light;
    double title = 18;    // font sizes: of the whole
    double heading = 15;  // of a part of it
    double body = 13;
    double small = 12;
    double arithmetic = 34;   // the largest type there is: what is computed in the window in focus
    double leastNumber = 8;   // numbers in cells are left out below this size, and no word shrinks below it
    double mostNumber = 13;   // and no larger than this or the heading, however large the cells
    double inset = 12;        // space around a panel's content
    double line = 1;          // thin outlines
    double outline = 2;       // the window's outline
    bool wholePoints = true;  // cells are a whole number of points, as a screen wants
    bool legends = true;      // below the panels; a presentation does without, and spells the window out in two lines

    const Theme& theme() const { return themeNamed(themeName); }
    // Lines of a hatch, as shares of the type.
    double hatchSpacing() const { return small / 3; }
    double hatchWidth() const { return small / 20; }
    // The side of the smallest cell that is seen by itself: a pixel of a screen, or of a page as it is printed.
    double pixel() const { return wholePoints ? 1 : 1 / kPrintedPixelsPerPoint; }
};

// JetBrains Mono: every character is 0.6 of the font size wide, so core can lay out what it prints in it.
inline double monoWidth(std::size_t characters, double size) {
    return 0.6 * size * static_cast<double>(characters);
}

// Characters of a UTF-8 text: every byte but continuation bytes.
inline std::size_t characterCount(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return count;
}

}  // namespace poolscope
