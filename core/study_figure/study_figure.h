// SPDX-License-Identifier: GPL-3.0-or-later
// A study of one plane laid out as small multiples: its marks, and where the cells of each picture stand.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/panel/panel.h"

namespace poolscope {

// What a picture shows: the input, an output, a gradient, or an output put back to where its winners were.
enum class StudyPlane { Input, Output, Gradient, Unpooled };

// One picture of the study. What `item` counts is for the study to say.
struct StudyArea {
    StudyPlane plane = StudyPlane::Input;
    std::size_t item = 0;
    CellArea cells;
};

// A cell that is pointed at.
struct StudyFocus {
    StudyPlane plane = StudyPlane::Input;
    std::size_t item = 0;
    CellRef cell;

    bool operator==(const StudyFocus&) const = default;
};

// What is said of a focus: a title, then lines of a name and what stands there.
struct StudyWords {
    std::string title;
    std::vector<std::pair<std::string, std::string>> lines;

    bool operator==(const StudyWords&) const = default;
};
// "X(3, 4) = 248 · max 248 · avg 121.5"
std::string toText(const StudyWords& words);

struct StudyFigure {
    Scene scene;
    std::vector<StudyArea> areas;
    Rect words;  // room for what is said of a focus

    const CellArea* area(StudyPlane plane, std::size_t item) const;
};

// Nothing where there is no cell.
std::optional<StudyFocus> focusAt(const StudyFigure& figure, const Point& point);

// The focus moved by so many cells within its picture: unchanged at the edge; a cell of the middle of the first picture
// where there is none yet.
StudyFocus movedFocus(const StudyFigure& figure, const std::optional<StudyFocus>& focus, const CellRef& by);

// The same place in the picture `steps` further on in the order of `areas`, round the end.
StudyFocus steppedFocus(const StudyFigure& figure, const std::optional<StudyFocus>& focus, std::int64_t steps);

}  // namespace poolscope
