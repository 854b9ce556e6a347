// SPDX-License-Identifier: GPL-3.0-or-later
// X in the middle, what it is of the image moved the eight ways around it, and for each in words whether it stayed the
// same; and so for Y.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/chart/chart.h"
#include "core/panel/pictures.h"
#include "core/study/shift.h"

namespace poolscope {

struct CompassTile {
    std::string name;     // "up left", "4° clockwise"; of the middle "the image"
    std::string verdict;  // "same", "changed 41.9 %"; empty: nothing to compare with
    std::string brief;    // the same without the word that its mark says too, where there is little room
    std::string more;     // a second line: "3 of 1000 same"; may be empty
    bool same = false;
    Picture picture;
};

struct ShiftCompass {
    ChartHead head;
    std::array<std::optional<CompassTile>, 9> tiles;  // row by row, the image itself in the middle
};

struct CompassPair {
    ShiftCompass input;
    ShiftCompass output;
};

// How it is to be coloured, and which plane of the features is to be seen, 0 <= plane < planes of one image.
struct CompassLook {
    std::int64_t plane = 0;
    StoredRange stored;  // of the source
    DisplayRange range;
    Palette palette = Palette::Grey;
    ThemeName theme = ThemeName::Light;
};

// X of the image (1, C, H, W) and its output in the middle; the verdicts are those of the study, which may have asked
// more images than this one. Errors are those of evaluate(), or kStopped.
Result<CompassPair> shiftCompass(const Experiment& experiment, const Tensor& image, const ShiftStudy& study,
                                 std::int64_t by, const CompassLook& look, const RunControl& run = {});
// Turned counter-clockwise at the left and clockwise at the right; nothing above and below.
Result<CompassPair> turnCompass(const Experiment& experiment, const Tensor& image, const TurnStudy& study,
                                const CompassLook& look, const RunControl& run = {});

// Rows without a tile take no room.
Scene drawCompass(const ShiftCompass& compass, const Size& size, const FigureStyle& style);
// "up left: changed 41.9 %", line by line.
std::string compassText(const ShiftCompass& compass);

}  // namespace poolscope
