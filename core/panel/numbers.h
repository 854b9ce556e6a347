// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as they stand in pictures, and whether they fit into cells: a number is shown with fewer digits or not at
// all, and never cut.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/scene/figure_style.h"
#include "core/scene/scene.h"

namespace poolscope {

inline constexpr int kMostDigits = 4;
inline constexpr int kLeastDigits = 2;

// In planes with more cells, and columns of X_col with more taps, nobody reads numbers: they are not laid out at all.
inline constexpr std::int64_t kMostNumbers = 4096;
inline constexpr std::int64_t kMostNumberedTaps = 128;

// So many significant digits, and an exponent where that is shorter: "-1.25", "6.3e-3", "NaN", "∞". Whole numbers are
// shown in full, but where there is little room: "33805", "1.2e6" for 1234567 of two digits.
std::string numberText(double value, int digits = kMostDigits);

// A value of images the way the view asks for: "248", or "0.973" as a part of `top`. 0: there is no top, and the
// number is shown as it is.
std::string valueText(double value, const ViewSpec& view, double top, int digits = kMostDigits);

// How the numbers of a panel are written: all with as many digits and in one size.
struct CellNumbers {
    int digits = kMostDigits;
    double size = 0;  // of the font, in points
};

// The most digits with which every value fits into such a cell, large enough to be read; nothing where none do, or the
// view wants no numbers. Numbers::On makes them as small as they must be. Room is kept for `atLeast` characters.
std::optional<CellNumbers> fitNumbers(std::span<const float> values, const ViewSpec& view, double top, const Rect& cell,
                                      const FigureStyle& style, std::size_t atLeast = 2);

// The part of a cell that a number has to itself where frames are drawn into the cell from its edge.
Rect insideFrames(const Rect& cell);

// The size in which so many characters fit into a cell.
double numberSize(const Rect& cell, std::size_t characters, const FigureStyle& style);

// What the longest of the values leaves free at either side of its cell.
double marginBeside(std::span<const float> values, const ViewSpec& view, double top, const Rect& cell,
                    const CellNumbers& numbers);

// The characters of the longest of the values.
std::size_t longestNumber(std::span<const float> values, const ViewSpec& view, double top, int digits = kMostDigits);

}  // namespace poolscope
