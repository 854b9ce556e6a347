// SPDX-License-Identifier: GPL-3.0-or-later
// How wide text will be, in the fonts that are bundled, known without loading one.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

#include "core/scene/scene.h"

namespace poolscope {

inline constexpr double kSubscriptSize = 0.72;  // of the size of its line
inline constexpr double kLeastShrunk = 0.7;     // how far a text shrinks before it is cut
// The same where no type may be smaller than `least`.
inline double leastShrunk(double size, double least) {
    return std::clamp(least / size, kLeastShrunk, 1.0);
}

// In points, of one line as it is drawn: the advances of the fonts and, between two ASCII letters, Inter's kerning. A
// character that the fonts lack is drawn in a font of the system and counts as 0.6 of the size, a wide one (of East
// Asia, a pictograph) as all of it.
double textWidth(std::string_view text, double size, FontFace face = FontFace::Sans, bool bold = false);
double textWidth(std::span<const TextRun> runs, double size, FontFace face = FontFace::Sans);

}  // namespace poolscope
