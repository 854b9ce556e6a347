// SPDX-License-Identifier: GPL-3.0-or-later
// One plane of numbers as LaTeX.
#pragma once

#include "core/io/array.h"

namespace poolscope {

// Bmatrix stands in math mode and needs amsmath; Tabular stands in text and needs no package.
enum class LatexStyle { Bmatrix, Tabular };

// No page holds more.
inline constexpr std::int64_t kMostLatexSide = 32;

// Errors have where = "latex".
Result<void> checkLatex(const Extent& extent);

// Integers without a point, other numbers as plainNumber() writes them, powers of ten as such: "-3", "0.1",
// "2\times 10^{20}", "\mathrm{NaN}", "-\infty". Above ten columns a bmatrix begins by raising amsmath's MaxMatrixCols.
// values.size() == extent.count(). Fails as checkLatex() does.
Result<std::string> writeLatex(std::span<const float> values, const Extent& extent, LatexStyle style);
Result<std::string> writeLatex(std::span<const std::int64_t> values, const Extent& extent, LatexStyle style);

}  // namespace poolscope
