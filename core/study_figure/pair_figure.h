// SPDX-License-Identifier: GPL-3.0-or-later
// Two images, or one under two settings, beneath or beside each other with what differs: X, Y and dX.
#pragma once

#include "core/study/pair.h"
#include "core/study_figure/study_figure.h"

namespace poolscope {

// The planes as colours; made on the worker. X and Y share one scale, the differences of both another.
struct PairPictures {
    struct Row {
        std::optional<Picture> x;
        std::optional<Picture> y;
        std::optional<Picture> dx;
    };
    std::array<Row, 3> rows;  // first, second, first less second
    ValueScale scale;
    double largestGradient = 0;
    double largestDifference = 0;  // of X and Y
};
// What each of two settings has that the other has not: "size 2x2" and "size 3x3". Where that is nothing it is called
// held, or now.
std::array<std::string, 2> settingsApart(const Experiment& held, const Experiment& now);

PairPictures makePictures(const PairStudy& study, const ValueScale& scale, const ViewSpec& view, const Theme& theme);

struct PairContext {
    const PairStudy& study;
    const PairPictures& pictures;
    const ViewSpec& view;
    const FigureStyle& style;
};

// Areas: Input, Output and Gradient of items 0, 1 and, where they have as many cells, 2, the difference.
StudyFigure layoutPair(const PairContext& context, const Size& size);

// What belongs to the focus in every picture, and what is said of it; without one, what the colours mean.
StudyWords pairWords(const PairContext& context, const StudyFocus& focus);
Scene focusOverlay(const StudyFigure& figure, const PairContext& context, const std::optional<StudyFocus>& lit);

}  // namespace poolscope
